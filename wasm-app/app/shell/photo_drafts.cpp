// The files of a form, as its draft names them.

#include <algorithm>

#include "app/shell/uploads.hpp"
#include "base/text.hpp"
#include "wire/names.hpp"

namespace afterdesk::app {
std::string text_at(wire::Value const& object, std::string_view key) {
    wire::Value const* const field = object.find(key);
    auto const* const text = field == nullptr ? nullptr : field->as<std::string>();
    return text == nullptr ? std::string() : *text;
}

KeptItem const* find_kept(std::vector<KeptItem> const& items, std::string_view key) {
    auto const at =
        std::find_if(items.begin(), items.end(), [&](KeptItem const& it) { return it.key == key; });
    return at == items.end() ? nullptr : &*at;
}

wire::Array draft_of_photos(Photos const& photos) {
    wire::Array entries;
    for (Photo const& photo : photos) {
        entries.emplace_back(wire::Object{{"key", photo.key},
                                          {"name", photo.name},
                                          {"evidence", photo.evidence_id},
                                          {"kind", wire::name_of(photo.kind)},
                                          {"poster", photo.poster_id}});
    }
    return entries;
}

Photos photos_of_draft(UploadPlace const& place, wire::Array const& entries,
                       std::vector<KeptItem> const& items) {
    Photos photos;
    for (wire::Value const& entry : entries) {
        Photo photo;
        photo.key = text_at(entry, "key");
        photo.name = text_at(entry, "name");
        photo.evidence_id = text_at(entry, "evidence");
        photo.poster_id = text_at(entry, "poster");
        photo.kind = wire::from_name<wire::EvidenceKind>(text_at(entry, "kind")).value_or(photo.kind);
        std::string const& shown = photo.is_photo() ? photo.evidence_id : photo.poster_id;
        std::string const thumb = is_id(shown) ? thumb_path(place.audience, shown) : std::string();
        if (!is_id(photo.key)) continue;
        if (KeptItem const* copy = find_kept(items, place.kept + photo.key)) {
            photo.file_handle = copy->file.handle;
            photo.bytes = copy->file.bytes;
            photo.preview_url = photo.is_photo() ? copy->file.preview_url : thumb;
            // A video whose picture has arrived needs no other.
            photo.small =
                copy->text == "small" || photo.kind == wire::EvidenceKind::report || !photo.poster_id.empty();
        } else if (is_id(photo.evidence_id)) {
            photo.preview_url = thumb;
        } else {
            continue;
        }
        photos.push_back(std::move(photo));
    }
    return photos;
}

}  // namespace afterdesk::app
