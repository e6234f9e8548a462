#pragma once
// What of an operator's settings does not fit, in sentences; and the files that they name.

#include <sys/stat.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/small_file.hpp"
#include "payment_channels.hpp"

namespace afterdesk {

/// Collects what does not fit.
class Problems {
  public:
    void add(std::string zh, std::string en) { all_.push_back({std::move(zh), std::move(en)}); }

    /// A text of these characters. `rule` says which, in both languages.
    void check(std::string const& flag, std::string const& value, std::string_view characters,
               Said const& rule) {
        if (value.empty()) return missing(flag);
        if (value.find_first_not_of(characters) == std::string::npos) return;
        add(flag + " 应为" + rule.zh + "，现在是 " + value + "。",
            flag + " must be " + rule.en + "; it is " + value + ".");
    }
    /// An address of https, or nothing.
    void check_address(std::string const& flag, std::string const& value) {
        constexpr std::string_view https = "https://";
        bool const fits = value.starts_with(https) && value.find('/', https.size()) == std::string::npos;
        if (value.empty() || fits) return;
        add(flag + " 应形如 https://api.example，不带路径，现在是 " + value + "。",
            flag + " must be like https://api.example, without a path; it is " + value + ".");
    }
    /// A file's text. Units: of `secret` ones nobody else may read them.
    std::optional<std::string> file(std::string const& flag, std::string const& path, bool secret) {
        if (path.empty()) {
            missing(flag);
            return std::nullopt;
        }
        auto text = files::read_small_file(path);
        if (!text) {
            add(flag + "：文件 " + path + " 不存在或无法读取。",
                flag + ": there is no file " + path + " that can be read.");
        } else if (secret && others_may_read(path)) {
            add(flag + "：文件 " + path + " 其他人也能读取，请执行 chmod 600 " + path + "。",
                flag + ": others may read " + path + "; run chmod 600 " + path + ".");
            return std::nullopt;
        }
        return text;
    }
    void missing(std::string const& flag) { add("缺少 " + flag + "。", flag + " is missing."); }

    std::vector<Said> take() { return std::move(all_); }

  private:
    static bool others_may_read(std::string const& path) {
        struct stat status {};
        return ::stat(path.c_str(), &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    }
    std::vector<Said> all_;
};

}  // namespace afterdesk
