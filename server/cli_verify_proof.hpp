#pragma once
// `afterdesk verify-proof`: checks a ticket's proof file, and pictures against it, without any store.

#include <string>
#include <vector>

namespace afterdesk {

struct VerifyProofOptions {
    std::string file;                   ///< "-" is standard input
    std::string key;                    ///< the desk's public key in hex; empty: any
    std::vector<std::string> pictures;  ///< files that it may list
};

/// Prints a line for each check. Units: the exit status: 0 all is well, 1 something does not fit or is not
/// signed by that key, 2 the file can not be read.
int cli_verify_proof(VerifyProofOptions const& options);

}  // namespace afterdesk
