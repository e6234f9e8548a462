#include "http/api_page.hpp"

#include <algorithm>

#include "crypto/digest.hpp"
#include "http/api_page_style.hpp"
#include "http/operations.hpp"
#include "wire/right_names.hpp"

namespace afterdesk::http {

namespace {

using wire::Array;
using wire::Language;
using wire::Object;
using wire::Value;

std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string code(std::string_view text) { return "<code>" + escaped(text) + "</code>"; }

std::string link(std::string_view to, std::string const& inner) {
    return "<a href=\"#" + escaped(to) + "\">" + inner + "</a>";
}

std::string_view text_of(Value const* value) {
    auto const* text = value != nullptr ? value->as<std::string>() : nullptr;
    return text != nullptr ? std::string_view(*text) : std::string_view();
}

/// "Live." as a heading.
std::string_view heading(std::string_view sentence) {
    for (std::string_view const end : {".", "。"}) {
        if (sentence.ends_with(end)) sentence.remove_suffix(end.size());
    }
    return sentence;
}

/// The last part of "#/components/schemas/X".
std::string_view name_in(std::string_view ref) { return ref.substr(ref.rfind('/') + 1); }

Value const* at(Value const& value, std::initializer_list<std::string_view> keys) {
    Value const* found = &value;
    for (std::string_view const key : keys) {
        if (found != nullptr) found = found->find(key);
    }
    return found;
}

class PageWriter {
  public:
    PageWriter(Value const& document, Language language)
        : document_(document), english_(language == Language::en) {}

    std::string page() && {
        head();
        for (Group const& group : all_groups()) group_of(group);
        documents();
        out_ += "</main></body></html>\n";
        return std::move(out_);
    }

  private:
    std::string_view say(std::string_view zh, std::string_view en) const { return english_ ? en : zh; }

    void head() {
        std::string const title(say("AfterDesk 接口", "AfterDesk API"));
        out_ += "<!doctype html><html lang=\"" + std::string(say("zh-CN", "en")) +
                "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                "content=\"width=device-width\"><title>" +
                title + "</title><style>" + std::string(api_page_style) +
                "</style></head><body><header><h1>" + title + "</h1><p>" +
                std::string(say(
                    "所有请求和回答都是 "
                    "JSON，另有说明的除外。未列出的字段和参数会按名称拒绝；金额以分为单位，时间为毫秒。",
                    "Requests and answers are JSON unless said otherwise. Fields and parameters that are not "
                    "listed are refused by name. Amounts are in fen, times in milliseconds.")) +
                "</p><p><a href=\"/api/v1/openapi.json\">OpenAPI</a> · <a href=\"?lang=" +
                std::string(say("en", "zh-CN")) + "\" lang=\"" + std::string(say("en", "zh-CN")) + "\">" +
                std::string(say("English", "中文")) + "</a></p></header><nav aria-label=\"" +
                std::string(say("目录", "Contents")) + "\"><ul>";
        for (Group const& group : all_groups())
            out_ += "<li>" + link(anchor_of(group), title_of(group)) + "</li>";
        out_ +=
            "<li>" + link("documents", std::string(say("文档结构", "Documents"))) + "</li></ul></nav><main>";
    }

    static std::string anchor_of(Group const& group) { return "group-" + lower_case(group.name); }
    std::string title_of(Group const& group) const { return escaped(heading(say(group.zh, group.en))); }

    // ---- Operations ---------------------------------------------------------------------------------------

    void group_of(Group const& group) {
        out_ += "<section aria-labelledby=\"" + anchor_of(group) + "\"><h2 id=\"" + anchor_of(group) + "\">" +
                title_of(group) + "</h2>";
        std::vector<Operation const*> shown;
        for (Route const& route : all_routes()) {
            if (!route.is_api()) continue;
            Operation const& operation = operation_of(route);
            bool const again = std::find(shown.begin(), shown.end(), &operation) != shown.end();
            if (operation.group != group.name || again) continue;
            shown.push_back(&operation);
            operation_of_page(operation, routes_of(operation));
        }
        out_ += "</section>";
    }

    static std::vector<Route> routes_of(Operation const& operation) {
        std::vector<Route> out;
        for (Route const& route : all_routes()) {
            if (route.is_api() && &operation_of(route) == &operation) out.push_back(route);
        }
        return out;
    }

    Value const& json_of(Route const& route) const {
        for (auto const& [path, methods] : *at(document_, {"paths"})->as<Object>()) {
            for (auto const& method : *methods.as<Object>()) {
                if (text_of(method.second.find("operationId")) == operation_id(route)) return method.second;
            }
        }
        CHECK(false);
    }

    void operation_of_page(Operation const& operation, std::vector<Route> const& routes) {
        std::string const path = routes.size() > 1
                                     ? std::string(wire::api_root) + general_path(routes.front())
                                     : routes.front().pattern;
        out_ += "<article id=\"" + operation_id(routes.front()) + "\"><h3>" +
                code(std::string(name_of(routes.front().method)) + " " + path) + "</h3><p>" +
                escaped(say(operation.zh, operation.en)) + "</p><dl>";
        row(say("谁可以", "Who"), who(routes));
        Value const& json = json_of(routes.back());  // staff's, who may ask for more
        row(say("参数", "Parameters"), parameters(json));
        row(say("请求", "Body"), body(json));
        row(say("回答", "Answers"), answers(routes));
        row(say("拒绝", "Refusals"), refusals(json));
        out_ += "</dl></article>";
    }

    void row(std::string_view name, std::string const& inner) {
        if (!inner.empty()) out_ += "<dt>" + std::string(name) + "</dt><dd>" + inner + "</dd>";
    }

    std::string who(std::vector<Route> const& routes) const {
        std::string out;
        for (Route const& route : routes) {
            if (!out.empty()) out += english_ ? "; " : "；";
            auto const audience = route.audience();
            bool const is_signed = std::holds_alternative<Signed>(route.entry);
            auto const scope = route.scope();
            if (scope)
                out += std::string(say("商城的密钥，范围 ", "a host's key, with ")) +
                       code(wire::name_of(*scope));
            else
                out += audience ? code(wire::name_of(*audience))
                                : std::string(is_signed ? say("签名的支付渠道", "a channel, by its signature")
                                                        : say("任何人", "anybody"));
            std::string rights;
            for (Right const right : list_of(route.needs()))
                rights += (rights.empty() ? ""
                           : english_     ? ", "
                                          : "、") +
                          std::string(wire::right_text(right, english_ ? Language::en : Language::zh_cn));
            if (!rights.empty())
                out +=
                    english_ ? " (one of: " + escaped(rights) + ")" : "（权限之一：" + escaped(rights) + "）";
            if (!audience) break;
        }
        return out;
    }

    std::string parameters(Value const& json) const {
        std::string out;
        for (Value const& one : *json.find("parameters")->as<Array>()) {
            if (text_of(one.find("in")) == "path") continue;
            out += "<li>" + code(text_of(one.find("name")));
            std::string_view const says = says_of(one);
            if (!says.empty()) out += " <span class=\"soft\">" + escaped(says) + "</span>";
            out += type_in_brackets(*one.find("schema")) + "</li>";
        }
        return out.empty() ? out : "<ul>" + out + "</ul>";
    }

    /// In Chinese where it is said so.
    std::string_view says_of(Value const& json) const {
        std::string_view const zh = english_ ? std::string_view() : text_of(json.find("x-description-zh"));
        return zh.empty() ? text_of(json.find("description")) : zh;
    }

    std::string type_in_brackets(Value const& schema) const {
        return schema.find("enum") != nullptr ? " " + type_text(schema) : "";
    }

    std::string body(Value const& json) const {
        Value const* const content = at(json, {"requestBody", "content"});
        if (content == nullptr) return "";
        return contents(*content, true);
    }

    /// The schema's name, and an example to unfold.
    std::string contents(Value const& content, bool with_example) const {
        std::string out;
        for (auto const& [type, media] : *content.as<Object>()) {
            std::string_view const ref = text_of(at(media, {"schema", "$ref"}));
            out += out.empty() ? "" : ", ";
            out += ref.empty() ? code(type) : link(name_in(ref), code(name_in(ref)));
            Value const* const examples = media.find("examples");
            if (with_example && examples != nullptr) out += example(*examples);
        }
        return out;
    }

    std::string example(Value const& examples) const {
        std::string out;
        for (auto const& [name, one] : *examples.as<Object>()) {
            Value const* const value = at(document_, {"components", "examples", name, "value"});
            out += "<details><summary>" + std::string(say("示例", "Example")) +
                   (examples.as<Object>()->size() > 1 ? " " + code(name) : "") +
                   "</summary><pre tabindex=\"0\">" + escaped(wire::write_json(*value, 2)) +
                   "</pre></details>";
        }
        return out;
    }

    /// Buyers may be answered less.
    std::string answers(std::vector<Route> const& routes) const {
        std::vector<std::string> kinds;
        for (Route const& route : routes) {
            for (auto const& [status, answer] : *json_of(route).find("responses")->as<Object>()) {
                if (status[0] != '2') continue;
                Value const* const content = answer.find("content");
                std::string const kind =
                    "<li>" + status + " " + (content != nullptr ? contents(*content, true) : "") + "</li>";
                if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
            }
        }
        std::string out;
        for (std::string const& kind : kinds) out += kind;
        return "<ul>" + out + "</ul>";
    }

    static std::string refusals(Value const& json) {
        std::string out;
        for (auto const& [status, answer] : *json.find("responses")->as<Object>()) {
            if (status[0] != '4' && status[0] != '5') continue;
            std::string_view const ref = text_of(answer.find("$ref"));
            out += (out.empty() ? "" : ", ") + (ref.empty() ? status : link(name_in(ref), status));
        }
        return out;
    }

    // ---- Documents ----------------------------------------------------------------------------------------

    void documents() {
        out_ += "<section aria-labelledby=\"documents\"><h2 id=\"documents\">" +
                std::string(say("文档结构", "Documents")) + "</h2>";
        for (auto const& [name, schema] : *at(document_, {"components", "schemas"})->as<Object>()) {
            out_ += "<article id=\"" + name + "\"><h3>" + code(name) + "</h3>";
            std::string_view const description = text_of(schema.find("description"));
            if (!description.empty()) out_ += "<p class=\"soft\">" + lines(description) + "</p>";
            out_ +=
                schema.find("properties") != nullptr ? fields_of(schema) : "<p>" + type_text(schema) + "</p>";
            out_ += "</article>";
        }
        out_ += "</section>";
    }

    static std::string lines(std::string_view text) {
        std::string out = escaped(text);
        for (std::size_t at = out.find('\n'); at != std::string::npos; at = out.find('\n', at))
            out.replace(at, 1, "<br>");
        return out;
    }

    std::string fields_of(Value const& schema) const {
        std::string out = "<table><thead><tr><th scope=\"col\">" + std::string(say("字段", "Field")) +
                          "</th><th scope=\"col\">" + std::string(say("内容", "Holds")) +
                          "</th></tr></thead><tbody>";
        Value const* const required = schema.find("required");
        for (auto const& [key, inner] : *schema.find("properties")->as<Object>()) {
            bool const there =
                required != nullptr && std::find(required->as<Array>()->begin(), required->as<Array>()->end(),
                                                 Value(key)) != required->as<Array>()->end();
            out +=
                "<tr><td>" + code(key) +
                (there ? ""
                       : " <span class=\"soft\">" + std::string(say("可缺", "may be missing")) + "</span>") +
                "</td><td>" + type_text(inner) + "</td></tr>";
        }
        return out + "</tbody></table>";
    }

    std::string type_text(Value const& schema) const {
        if (Value const* const ref = schema.find("$ref"))
            return link(name_in(text_of(ref)), code(name_in(text_of(ref))));
        if (Value const* const only = schema.find("const")) return code(text_of(only));
        if (Value const* const kinds = schema.find("oneOf"))
            return joined(*kinds->as<Array>(), english_ ? " or " : " 或 ");
        if (Value const* const names = schema.find("enum")) return joined(*names->as<Array>(), ", ");
        std::string_view const type = text_of(schema.find("type"));
        if (type == "array")
            return std::string(say("列表：", "list of ")) + type_text(*schema.find("items")) +
                   limits(schema, "maxItems");
        if (type == "object" && schema.find("properties") != nullptr) return fields_of(schema);
        if (type.empty()) return std::string(say("任意 JSON", "any JSON"));
        return code(type) + limits(schema, type == "string" ? "maxLength" : "maximum");
    }

    std::string joined(Array const& items, std::string_view between) const {
        std::string out;
        for (Value const& item : items) {
            if (!out.empty()) out += between;
            out += item.as<std::string>() != nullptr ? code(*item.as<std::string>()) : type_text(item);
        }
        return out;
    }

    std::string limits(Value const& schema, std::string_view most) const {
        std::string out;
        for (std::string_view const key : {std::string_view("minimum"), most}) {
            Value const* const limit = schema.find(key);
            if (limit != nullptr)
                out += (out.empty() ? "" : " – ") + (key == most && out.empty() ? "≤ " : std::string()) +
                       wire::write_json(*limit);
        }
        return out.empty() ? out : " <span class=\"soft\">" + out + "</span>";
    }

    Value const& document_;
    bool english_;
    std::string out_;
};

}  // namespace

ApiPage api_page(Value const& document, Language language) {
    std::string const style = "'sha256-" + crypto::base64(crypto::sha256(api_page_style)) + "'";
    return {PageWriter(document, language).page(),
            "default-src 'none'; style-src " + style +
                "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"};
}

}  // namespace afterdesk::http
