// `file_seeds FOLDER`: small files to begin fuzzing with.

#include <filesystem>
#include <fstream>

#include "server/sample_files.hpp"

int main(int count, char** arguments) {
    if (count != 2) return 2;
    std::filesystem::create_directories(arguments[1]);
    int number = 0;
    for (std::string const& bytes : afterdesk::test::sample_files()) {
        std::ofstream(std::string(arguments[1]) + "/" + std::to_string(number++), std::ios::binary) << bytes;
    }
    return 0;
}
