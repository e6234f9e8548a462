#pragma once
// The desk's own keys, which proof files are signed with: DATA/proof.key. They belong to the folder and go
// with it into every copy.

#include <mutex>
#include <string>
#include <vector>

#include "crypto/signature.hpp"

namespace afterdesk {

std::string proof_key_path(std::string const& data_dir);

/// Callable from any thread. Shape of the file: {"keys":[{"alg":"Ed25519","public","secret"}]}, hex; the last
/// signs, those before it are still told.
class ProofKeyring {
  public:
    explicit ProofKeyring(std::string data_dir) : data_dir_(std::move(data_dir)) {}
    /// Never empty: made when the file is not there, for its owner only. Errors: StoreFailure when it can not
    /// be read, std::system_error when it can not be written.
    std::vector<crypto::SigningKey> const& keys();

  private:
    std::string data_dir_;
    std::mutex mutex_;
    std::vector<crypto::SigningKey> keys_;
};

}  // namespace afterdesk
