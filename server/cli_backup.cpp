#include "cli_backup.hpp"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "cli_tools.hpp"
#include "service/backup.hpp"

namespace afterdesk {

namespace {

using wire::Language;

constexpr int done = 0, nothing_made = 2, with_differences = 3;
constexpr std::size_t named = 20;  // of a long list

/// A server at work goes first.
void step_back() {
    constexpr int lowest = 19, who_process = 1, idle = 3, class_shift = 13;
    ::setpriority(PRIO_PROCESS, 0, lowest);
    ::syscall(SYS_ioprio_set, who_process, 0, idle << class_shift);
}

// ---- What is said -----------------------------------------------------------------------------------------

struct Said {
    CopyFault fault;
    char const *zh, *en;  ///< %s: the path, or how many bytes
};
constexpr Said sentences[] = {
    {CopyFault::no_mall, "%s 里没有商城的数据，未做任何事。", "There is no mall in %s: nothing was made."},
    {CopyFault::target_taken, "%s 不是空文件夹。从不覆盖已有内容，请换一个不存在或空的文件夹。",
     "%s is not empty. Nothing is ever overwritten: name a folder that is missing or empty."},
    {CopyFault::target_unfinished,
     "%s 里有一次没有完成的备份或恢复（unfinished）。请删除该文件夹后重试，或换一个。",
     "An earlier backup or restore did not come to its end in %s (its folder unfinished). Delete it and try "
     "again, or name another."},
    {CopyFault::target_inside, "%s 与来源文件夹互相包含，请换一个位置。",
     "%s and the folder that is copied lie in each other: name another place."},
    {CopyFault::no_room, "磁盘空间不足，还差 %s 字节，未做任何事。",
     "The disk has too little room, by %s bytes: nothing was made."},
    {CopyFault::not_a_backup, "读不了 %s：这不是一份完整的备份。",
     "%s can not be read: that is no whole backup."},
    {CopyFault::newer_program, "%s 由更新版本的程序写成，请用那个版本恢复。",
     "%s was written by a newer version of this program: restore with that one."},
    {CopyFault::damaged, "%s 与备份时记下的校验值不符，备份已损坏，未恢复任何内容。",
     "%s is not what was backed up: the backup is damaged, and nothing was restored."},
    {CopyFault::no_erased_list, "读不了删除记录 %s，未恢复任何内容。",
     "The list of what was erased, %s, can not be read: nothing was restored."},
    {CopyFault::later_than_backup, "--until 晚于 %s 备份的时刻，那时的事件不在里面。请用更晚的备份。",
     "--until is later than the backup in %s, which does not know what happened then: take a later one."},
};

void print(FILE* to, std::string const& text) { std::fprintf(to, "%s\n", text.c_str()); }

std::string filled(std::string sentence, std::string const& detail) {
    std::size_t const at = sentence.find("%s");
    return at == std::string::npos ? sentence : sentence.replace(at, 2, detail);
}

int refuse(char const* command, CopyProblem const& problem, Language language) {
    for (Said const& said : sentences) {
        if (said.fault != problem.fault) continue;
        std::string const sentence = language == Language::en ? said.en : said.zh;
        print(stderr, std::string(command) + ": " + filled(sentence, problem.detail));
    }
    return nothing_made;
}

std::string megabytes(std::int64_t bytes) {
    constexpr std::int64_t tenth = 1 << 20;
    std::int64_t const tenths = (bytes * 10 + tenth - 1) / tenth;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

std::string when(Instant at) { return format_minute(at, china_offset_minutes) + " (UTC+8)"; }

/// "4 orders, 390 tickets, …" and how the files came.
std::string counts(Copied const& copied, bool english) {
    auto const n = [](std::int64_t number) { return std::to_string(number); };
    Verified const& found = copied.found;
    if (english) {
        return n(found.orders) + " orders, " + n(found.tickets) + " tickets, " + n(found.events) +
               " events, " + n(found.refunds) + " refunds, " + n(found.files) + " files (" +
               n(copied.linked) + " linked, " + n(copied.copied) + " copied), tables and keys of " +
               megabytes(copied.bytes);
    }
    return "订单 " + n(found.orders) + "、售后单 " + n(found.tickets) + "、事件 " + n(found.events) +
           "、退款 " + n(found.refunds) + "、文件 " + n(found.files) + "（硬链接 " + n(copied.linked) +
           "、复制 " + n(copied.copied) + "），数据库和密钥 " + megabytes(copied.bytes);
}

void print_differences(Verified const& found, bool english) {
    if (found.differences.empty()) {
        print(stdout, english ? "Checked: no differences." : "已核对：没有差异。");
        return;
    }
    std::string const count = std::to_string(found.differences.size());
    print(stdout, english ? "Checked: " + count + " differences:" : "已核对：有 " + count + " 处差异：");
    for (std::size_t i = 0; i < found.differences.size() && i < named; ++i)
        print(stdout, "  " + found.differences[i]);
}

void print_paid_later(Copied const& copied, bool english) {
    if (copied.paid_later == 0) return;
    std::string const count = std::to_string(copied.paid_later);
    print(stdout, english ? count + " payments of the channel are newer than the tables (paid_later.json)."
                          : "支付通道有 " + count + " 笔退款晚于数据库（见 paid_later.json）。");
}

int exit_of(Copied const& copied) { return copied.found.differences.empty() ? done : with_differences; }

void print_rewound(Rewound const& rewound, bool english) {
    auto const n = [](std::size_t number) { return std::to_string(number); };
    std::string const events = n(static_cast<std::size_t>(rewound.events));
    std::string const shortened = n(static_cast<std::size_t>(rewound.shortened));
    std::string const removed = n(static_cast<std::size_t>(rewound.removed));
    print(stdout, english ? events + " later events were taken back: " + shortened +
                                " tickets are as they were, " + removed + " did not exist yet."
                          : "撤回其后的 " + events + " 个事件：" + shortened + " 张售后单回到当时，" +
                                removed + " 张当时还不存在。");
    if (rewound.kept.empty()) return;
    print(stdout,
          english
              ? n(rewound.kept.size()) +
                    " tickets keep later events, because money or goods went out, which can not be brought "
                    "back:"
              : n(rewound.kept.size()) + " 张售后单保留其后的事件：款项或货物已经发出，无法撤回：");
    for (std::size_t i = 0; i < rewound.kept.size() && i < named; ++i)
        print(stdout, "  " + rewound.kept[i].ticket_no + "  " + when(rewound.kept[i].last_fact));
    if (rewound.kept.size() > named) print(stdout, "  …");
}

}  // namespace

int cli_backup(BackupCommand const& command) {
    Language const language = terminal_language(command.language);
    bool const english = language == Language::en;
    return guarded("afterdesk backup", [&] {
        step_back();
        auto const began = std::chrono::steady_clock::now();
        auto const made = back_up({command.data_dir, command.target, !command.copy_files});
        if (!made.ok()) return refuse("afterdesk backup", made.error(), language);
        auto const took =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
        std::string const seconds =
            std::to_string(took.count() / 1'000) + "." + std::to_string(took.count() % 1'000 / 100);
        print(stdout, english
                          ? command.data_dir + " as of " + when(made->moment) + " is backed up in " +
                                command.target + ": " + counts(*made, true) + "; " + seconds + " s."
                          : command.data_dir + " 截至 " + when(made->moment) + " 已备份到 " + command.target +
                                "：" + counts(*made, false) + "；用时 " + seconds + " 秒。");
        print_paid_later(*made, english);
        print_differences(made->found, english);
        return exit_of(*made);
    });
}

int cli_restore(RestoreCommand const& command) {
    Language const language = terminal_language(command.language);
    bool const english = language == Language::en;
    return guarded("afterdesk restore", [&] {
        auto const until = command.until.empty() ? std::nullopt : instant_named(command.until);
        if (!command.until.empty() && !until) {
            print(stderr, english ? "afterdesk restore: --until must be like 2026-12-01T08:00:00+08:00."
                                  : "afterdesk restore: --until 的写法应如 2026-12-01T08:00:00+08:00。");
            return nothing_made;
        }
        auto const made = restore({command.source, command.data_dir, until, command.erased});
        if (!made.ok()) return refuse("afterdesk restore", made.error(), language);
        Copied const& copied = made->copied;
        print(stdout, english ? command.source + " as of " + when(copied.moment) + " is restored in " +
                                    command.data_dir + ": " + counts(copied, true) + "."
                              : command.source + " 截至 " + when(copied.moment) + " 已恢复到 " +
                                    command.data_dir + "：" + counts(copied, false) + "。");
        print(stdout,
              english
                  ? "Everybody has to sign in again (" + std::to_string(made->sessions) +
                        " sessions ended); " + std::to_string(made->uploads) +
                        " unfinished uploads begin anew. Refunds sent since then are paid: the same "
                        "numbers are never paid twice."
                  : "所有人需要重新登录（结束 " + std::to_string(made->sessions) + " 个登录）；" +
                        std::to_string(made->uploads) +
                        " 个未完成的上传需要重新开始。此后已发出的退款仍然有效：同一退款单号不会重复退款。");
        if (made->erased > 0) {
            std::string const count = std::to_string(made->erased);
            print(stdout, english ? "Erased again, as it had been before: personal data of " + count +
                                        " tickets and buyers."
                                  : "已按删除记录重新删除 " + count + " 个售后单和买家的个人信息。");
        }
        if (made->rewound) print_rewound(*made->rewound, english);
        print_paid_later(copied, english);
        print_differences(copied.found, english);
        return exit_of(copied);
    });
}

}  // namespace afterdesk
