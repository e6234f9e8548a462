// The child process of evidence_test: what `afterdesk reencode` runs.

#include "cli_reencode.hpp"

int main() { return afterdesk::cli_reencode(); }
