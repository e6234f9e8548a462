#include "service/proof_key.hpp"

#include "base/sha256.hpp"
#include "crypto/digest.hpp"
#include "files/small_file.hpp"
#include "store/failure.hpp"
#include "wire/fields.hpp"
#include "wire/reader.hpp"

namespace afterdesk {

namespace {

constexpr int max_proof_keys = 1'000;
constexpr std::string_view algorithm = "Ed25519";

crypto::SigningKey read_proof_key(wire::Value const& value, std::string const& path, Mistakes& mistakes) {
    wire::ObjectReader reader(value, path, mistakes);
    bool const known = reader.text("alg", wire::max_short_chars) == algorithm;
    if (!known) reader.mistake(Rule::unknown_name, "alg");
    std::string const public_key = reader.text("public", wire::max_title_chars);
    std::string const secret = reader.text("secret", wire::max_title_chars);
    reader.finish();
    if (!is_hex(secret, crypto::sign_seed_bytes)) {
        reader.mistake(Rule::bad_characters, "secret");
        return {};
    }
    auto key = crypto::signing_key(bytes_of_hex(secret));
    if (hex_of(key.public_key) != public_key) reader.mistake(Rule::bad_characters, "public");
    return key;
}

wire::Value key_json(crypto::SigningKey const& key) {
    return wire::Object{{"alg", algorithm}, {"public", hex_of(key.public_key)}, {"secret", hex_of(key.seed)}};
}

std::vector<crypto::SigningKey> read_keys(std::string const& text, std::string const& path) {
    Mistakes mistakes;
    std::vector<crypto::SigningKey> keys;
    if (auto const parsed = wire::parse_json(text); parsed.ok()) {
        wire::ObjectReader reader(*parsed, "", mistakes);
        keys = reader.list("keys", max_proof_keys, read_proof_key);
        reader.finish();
    }
    // Another key in its place would make a stranger of the desk that signed before.
    if (keys.empty() || !mistakes.empty())
        throw store::StoreFailure(store::FailureKind::other, "unreadable file: " + path);
    return keys;
}

}  // namespace

std::string proof_key_path(std::string const& data_dir) { return data_dir + "/proof.key"; }

std::vector<crypto::SigningKey> const& ProofKeyring::keys() {
    std::lock_guard const lock(mutex_);
    if (!keys_.empty()) return keys_;
    std::string const path = proof_key_path(data_dir_);
    if (auto const text = files::read_small_file(path)) {
        keys_ = read_keys(*text, path);
        return keys_;
    }
    auto key = crypto::signing_key(crypto::random_bytes(crypto::sign_seed_bytes));
    wire::Object const document{{"keys", wire::Array{key_json(key)}}};
    files::write_small_file(path, wire::write_json(document, 2) + "\n");
    keys_.push_back(std::move(key));
    return keys_;
}

}  // namespace afterdesk
