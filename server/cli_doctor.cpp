#include "cli_doctor.hpp"

#include <algorithm>
#include <cstdio>

#include "cli_tools.hpp"
#include "doctor.hpp"

namespace afterdesk {

namespace {

char const* mark_of(Diagnosis::Kind kind, bool english) {
    switch (kind) {
        case Diagnosis::Kind::sound: return english ? "ok   " : "正常 ";
        case Diagnosis::Kind::remark: return english ? "note " : "提示 ";
        case Diagnosis::Kind::wrong: break;
    }
    return english ? "WRONG" : "错误 ";
}

}  // namespace

int cli_doctor(ServeConfig const& config) {
    return guarded("afterdesk doctor", [&] {
        bool const english = operators_language() == wire::Language::en;
        auto const findings = examine(config, clock_now());
        for (Diagnosis const& one : findings) {
            std::printf("%s %s\n", mark_of(one.kind, english), (english ? one.text.en : one.text.zh).c_str());
        }
        return std::any_of(findings.begin(), findings.end(),
                           [](Diagnosis const& one) { return one.kind == Diagnosis::Kind::wrong; })
                   ? 1
                   : 0;
    });
}

}  // namespace afterdesk
