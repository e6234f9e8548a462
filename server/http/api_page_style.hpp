#pragma once
// How the API's page looks: the desk's calm greys and blue, light and dark, on phones and desktops.

#include <string_view>

namespace afterdesk::http {

inline constexpr std::string_view api_page_style = R"(
:root{color-scheme:light dark;--ink:#1d2129;--soft:#4e5969;--line:#e5e6eb;
--ground:#fff;--raised:#f7f8fa;--link:#1a56c4}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#a9b0bb;--line:#3a3f47;
--ground:#17191c;--raised:#202328;--link:#8ab4f8}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 4rem;background:var(--ground);color:var(--ink);
font:1rem/1.6 system-ui,"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.5rem;margin:0 0 .5rem}
h2{font-size:1.25rem;margin:2.5rem 0 .5rem;padding-bottom:.25rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.75rem 0 .25rem;overflow-wrap:anywhere}
p,dl,ul{margin:.25rem 0}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,pre:focus-visible{
outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:0 1rem}
nav a{display:inline-block;padding:.6rem 0}
code,pre{font:.875rem/1.5 ui-monospace,Consolas,monospace}
pre{margin:.25rem 0;padding:.75rem;background:var(--raised);border-radius:6px;overflow:auto;max-height:24rem}
dl{display:grid;grid-template-columns:minmax(5rem,max-content) 1fr;gap:.25rem 1rem}
dt{color:var(--soft)}
dd{margin:0;min-width:0}
dd ul{padding:0;list-style:none}
summary{padding:.6rem 0;cursor:pointer;color:var(--link)}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;
border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{color:var(--soft);font-weight:normal}
.soft{color:var(--soft)}
@media(max-width:36rem){dl{grid-template-columns:1fr}}
)";

}  // namespace afterdesk::http
