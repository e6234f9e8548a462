#include "cli_erase.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "base/text.hpp"
#include "cli_tools.hpp"
#include "service/erasure.hpp"
#include "service/retention.hpp"
#include "service/unkept_files.hpp"

namespace afterdesk {

namespace {

using wire::Language;

constexpr int done = 0, nothing_erased = 2;
constexpr int max_reason_chars = 200;

struct Said {
    ErasureFault fault;
    char const *zh, *en;  ///< %s: the number or id
};
constexpr Said sentences[] = {
    {ErasureFault::unknown_ticket, "没有售后单 %s。", "There is no ticket %s."},
    {ErasureFault::unknown_buyer, "没有买家 %s。", "There is no buyer %s."},
    {ErasureFault::still_open, "售后单 %s 还没有结束，处理完后才能删除。",
     "Ticket %s is still open: erase it when it is over."},
    {ErasureFault::money_on_its_way, "售后单 %s 的退款或权益还在处理中，到账后才能删除。",
     "Money or entitlements of ticket %s are on their way: erase it when they have arrived."},
    {ErasureFault::may_be_appealed, "售后单 %s 的裁决还在申诉期内，期满后才能删除。",
     "The verdict on ticket %s may still be appealed against: erase it when that time is over."},
    {ErasureFault::goods_not_settled, "售后单 %s 退款后仍发出的商品还没有处理，处理后才能删除。",
     "Goods of ticket %s went out after their refund, and nobody has seen to that: erase it when somebody "
     "has."},
    {ErasureFault::too_young, "%s 刚有新的动态，还未满保留期。",
     "Something has happened to %s meanwhile: it is not old enough."},
};

void print(FILE* to, std::string const& text) { std::fprintf(to, "%s\n", text.c_str()); }

/// Prints the sentence in its language.
class Voice {
  public:
    Voice(char const* command, std::string const& language)
        : command_(command), english_(terminal_language(language) == Language::en) {}

    void say(std::string const& zh, std::string const& en) const { print(stdout, english_ ? en : zh); }
    int refuse(std::string const& zh, std::string const& en) const {
        print(stderr, std::string(command_) + ": " + (english_ ? en : zh));
        return nothing_erased;
    }
    int refuse(ErasureProblem const& problem) const {
        for (Said const& said : sentences) {
            if (said.fault != problem.fault) continue;
            return refuse(filled(said.zh, problem.name), filled(said.en, problem.name));
        }
        CHECK(false);
    }
    bool english() const { return english_; }

  private:
    static std::string filled(std::string sentence, std::string const& name) {
        return sentence.replace(sentence.find("%s"), 2, name);
    }

    char const* command_;
    bool english_;
};

/// SQLite writes a file anew by the side of it, where there is room for it.
void work_beside(std::string const& data_dir) { ::setenv("SQLITE_TMPDIR", data_dir.c_str(), 1); }

store::StoreOptions beside(std::string const& data_dir) {
    return {data_dir, store::Sharing::beside, 1, nullptr};
}

int finish(store::Store& store, Voice const& voice) {
    remove_unkept_files(store);
    if (finish_erasures(store, true)) return done;
    voice.say(
        "仍有程序在读取旧数据，磁盘上的残留会由服务器或下一次执行继续清除。",
        "Somebody still reads what was there before: what is left of it on the disk goes with the server's "
        "next pass, or the next run of this command.");
    return done;
}

std::string counts(store::ErasedRows const& rows, bool english) {
    auto const n = [](int number) { return std::to_string(number); };
    return english ? n(rows.tickets) + " tickets, " + n(rows.events) + " events, " + n(rows.orders) +
                         " orders, " + n(rows.files) + " files"
                   : "售后单 " + n(rows.tickets) + "、事件 " + n(rows.events) + "、订单 " + n(rows.orders) +
                         "、文件 " + n(rows.files);
}

int erase_asked(store::Store& store, ErasureAsked const& asked, Voice const& voice) {
    auto const erased = erase(store, asked);
    if (!erased.ok()) return voice.refuse(erased.error());
    voice.say("已删除 " + asked.name + " 的个人信息：" + counts(*erased, false) +
                  "。此前的备份里还有，恢复时请用 --erased。",
              "Personal data of " + asked.name + " is erased: " + counts(*erased, true) +
                  ". Backups of before still have it: restore them with --erased.");
    return finish(store, voice);
}

bool is_mall(std::string const& data_dir) { return std::filesystem::exists(data_dir + "/folder.id"); }

int no_mall(std::string const& data_dir, Voice const& voice) {
    return voice.refuse(data_dir + " 里没有商城的数据。", "There is no mall in " + data_dir + ".");
}

}  // namespace

int cli_erase(EraseCommand const& command) {
    Voice const voice("afterdesk erase", command.language);
    return guarded("afterdesk erase", [&] {
        if (!is_mall(command.data_dir)) return no_mall(command.data_dir, voice);
        if (command.reason.empty() || count_chars(command.reason) > max_reason_chars)
            return voice.refuse("--reason 应为 1 到 200 个字。", "--reason must have 1 to 200 characters.");
        work_beside(command.data_dir);
        store::Store store(beside(command.data_dir));
        auto const tenant = pick_tenant(store, command.tenant);
        if (!tenant) return voice.refuse("请用 --tenant 指明商城。", "Name the mall with --tenant.");
        bool const of_buyer = !command.buyer.empty();
        ErasureAsked asked{tenant->id, of_buyer ? store::Erasable::buyer : store::Erasable::ticket,
                           of_buyer ? command.buyer : command.ticket, command.reason, desk_now(store)};
        if (!command.by.empty()) {
            asked.by =
                store.read([&](store::ReadTx& tx) { return store::find_staff_by_login(tx, command.by); });
            if (!asked.by || asked.by->tenant != tenant->id)
                return voice.refuse("没有登录名为 " + command.by + " 的员工。",
                                    "Nobody signs in as " + command.by + ".");
        }
        return erase_asked(store, asked, voice);
    });
}

namespace {

void list(ErasureAsked const& one, bool english) {
    bool const of_buyer = one.kind == store::Erasable::buyer;
    std::string const what = english ? (of_buyer ? "buyer" : "ticket") : (of_buyer ? "买家" : "售后单");
    print(stdout, "  " + what + " " + one.name);
}

}  // namespace

int cli_retain(RetainCommand const& command) {
    constexpr int looked_at_once = 500;
    Voice const voice("afterdesk retain", command.language);
    return guarded("afterdesk retain", [&] {
        if (!is_mall(command.data_dir)) return no_mall(command.data_dir, voice);
        work_beside(command.data_dir);
        store::Store store(beside(command.data_dir));
        Instant const now = desk_now(store);
        Retention walk(store, days(command.days));
        int count = 0;
        do {
            for (ErasureAsked const& one : walk.look(now, looked_at_once)) {
                // Something may have happened to it by now; then it has its turn another day.
                if (command.erase && !erase(store, one).ok()) continue;
                list(one, voice.english());
                ++count;
            }
        } while (!walk.at_end());
        std::string const number = std::to_string(count);
        if (!command.erase) {
            voice.say("以上 " + number + " 项超过保留期，未做任何更改；加 --erase 才会删除。",
                      "These " + number + " are older. Nothing was changed: --erase erases them.");
            return done;
        }
        voice.say("已删除以上 " + number + " 项的个人信息。此前的备份里还有，恢复时请用 --erased。",
                  "Personal data of these " + number +
                      " is erased. Backups of before still have it: restore them with --erased.");
        return finish(store, voice);
    });
}

}  // namespace afterdesk
