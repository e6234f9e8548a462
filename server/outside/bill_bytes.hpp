#pragma once
// A bill's text out of the file that it comes in: pieces of bytes, unpacked and recoded on their way.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "outside/bill.hpp"

namespace afterdesk::outside {

/// Bytes that come piece by piece.
class Bytes {
  public:
    Bytes() = default;
    virtual ~Bytes() = default;
    Bytes(Bytes const&) = delete;
    Bytes& operator=(Bytes const&) = delete;

    /// The next piece, good until the next call; empty at the end, and where it is broken.
    virtual std::string_view next() = 0;
    /// False when what came is not all of it.
    virtual bool is_sound() const = 0;
};

/// The file as it lies there. Promise: sound is what could be read to its end.
std::unique_ptr<Bytes> open_bytes(BillFile const& file);
/// RFC 1952; several members follow each other.
std::unique_ptr<Bytes> gunzipped(std::unique_ptr<Bytes> from);
/// GB18030 as UTF-8.
std::unique_ptr<Bytes> recoded(std::unique_ptr<Bytes> from);
/// The same again with what has been taken from it put back.
std::unique_ptr<Bytes> put_back(std::string first, std::unique_ptr<Bytes> from);

/// The files of a zip one after the other. Promise: false for what is none.
bool each_in_zip(BillFile const& file, std::function<bool(std::unique_ptr<Bytes> text)> const& goes_on);

}  // namespace afterdesk::outside
