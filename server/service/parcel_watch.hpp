#pragma once
// Asks a courier where the parcels are that tickets wait for. What it answers is kept; what it pushes is only
// a hint to ask, so that no money moves by something that anybody could have sent.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "outside/courier.hpp"
#include "service/ground.hpp"
#include "store/tracks.hpp"

namespace afterdesk {

class ParcelWatch {
  public:
    ParcelWatch(Ground& ground, outside::Parties const& parties) : ground_(ground), parties_(parties) {}

    /// As after a start: those whom nobody could be asked about have their turn, if there is somebody now.
    void take_up();
    /// Looks at one parcel, if one is due. One thread at a time.
    bool look();
    /// When the next one is due; nothing while there is none.
    std::optional<Instant> next_look();

    /// Whether what came to the parcel's own address is signed.
    bool is_push(std::string_view token, std::string_view body);
    /// The courier has news: it is asked as soon as it may be. Units: is_push was asked before.
    void take_push(std::string_view token);
    /// What the courier wants to hear then, as JSON.
    std::string_view thanks() const;

  private:
    /// A question that may be asked now.
    struct Question {
        store::TrackRow row;
        outside::ParcelAsked parcel;
    };
    struct Looked {
        std::optional<Question> question;
        std::vector<std::string> said;  ///< for the log
    };
    Looked take_due(store::WriteTx& tx, std::string const& fresh);
    /// What is to be asked about the row; nothing when nobody wants to know any more.
    std::optional<outside::ParcelAsked> wanted(store::ReadTx& tx, store::TrackRow const& row);
    void subscribe(Question& question);
    void keep(Question const& question, outside::TrackAnswer const& answer);
    void log(std::vector<std::string> const& said) const;
    Duration pause_behind(store::TrackRow const& row, outside::Found found) const;

    Ground& ground_;
    outside::Parties const& parties_;
};

}  // namespace afterdesk
