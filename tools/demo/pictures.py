"""The pictures of the demo goods: flat drawings of our own on a soft ground, 200 x 200."""

# Per picture: the ground, its darker disc, and what stands on it. {s} is the soft shadow under the goods.
SHADOW = '<ellipse cx="100" cy="172" rx="52" ry="6" fill="#000" opacity=".08"/>'

PICTURES = {
    "coat": ("#f3ece2", "#e7dac6", """
<path d="M76 40 50 54 34 108l18 7 8-24v76h80V91l8 24 18-7-16-54-26-14-24 16z" fill="#c79f6b"/>
<path d="M76 40h48l-24 40z" fill="#8d6a3f"/>
<path d="m76 40-9 22 16 8-5 12 22 32V80zM124 40l9 22-16 8 5 12-22 32V80z" fill="#b58a55"/>
<path d="M100 112v55" stroke="#8d6a3f" stroke-width="2.5"/>
<path d="M60 122h80v9H60z" fill="#a97d49"/><rect x="93" y="119" width="15" height="15" rx="3" fill="none" stroke="#6f512c" stroke-width="3"/>
<g fill="#6f512c"><circle cx="90" cy="106" r="2.6"/><circle cx="110" cy="106" r="2.6"/><circle cx="90" cy="145" r="2.6"/><circle cx="110" cy="145" r="2.6"/></g>"""),
    "knitwear": ("#e8eef3", "#d6e1ea", """
<path d="M78 46 50 58 30 124l20 8 12-34v66h76V98l12 34 20-8-20-66-28-12c-6 14-38 14-44 0z" fill="#7f9fbd"/>
<path d="M78 46c6 14 38 14 44 0l-6-4c-5 8-27 8-32 0z" fill="#5e7f9f"/>
<g fill="none" stroke="#dce8f2" stroke-width="4" stroke-linejoin="round"><path d="m62 84 9-8 10 8 9-8 10 8 10-8 9 8 10-8 9 8"/><path d="m62 98 9-8 10 8 9-8 10 8 10-8 9 8 10-8 9 8"/></g>
<path d="M62 154h76v10H62z" fill="#5e7f9f"/><path d="m33 115 20 8-3 9-20-8zM167 115l-20 8 3 9 20-8z" fill="#5e7f9f"/>"""),
    "tshirt": ("#eef1ec", "#dde5d9", """
<path d="M78 48 50 60 34 96l24 12 6-12v68h72V96l6 12 24-12-16-36-28-12c-6 16-38 16-44 0z" fill="#fff"/>
<path d="M78 48c6 16 38 16 44 0l-7-3c-5 9-25 9-30 0z" fill="#c3d2bd"/>
<path d="M64 96v68h8V84zM136 96v68h-8V84z" fill="#e9eee6"/>
<path d="M100 100c-11 0-17 8-17 17 10 0 17-7 17-17zm0 8c0 10 7 15 17 15 0-9-7-15-17-15zm0-8v34" fill="#86a878" stroke="#86a878" stroke-width="2"/>"""),
    "shoes": ("#f4e9e6", "#ead6d0", """
<path d="M36 104c14 10 26-2 34-20l8-6 34 30c12 10 30 12 44 16 10 3 12 14 10 22H38c-4-14-4-28-2-42z" fill="#d9725f"/>
<path d="M36 104c14 10 26-2 34-20l5 4c-6 24-20 34-39 32z" fill="#b8523f"/>
<path d="M37 142h130c2 10-4 16-12 16H46c-8 0-10-8-9-16z" fill="#fff"/><path d="M38 149h128" stroke="#e3c3bb" stroke-width="3"/>
<g stroke="#fff" stroke-width="4.5" stroke-linecap="round"><path d="m87 98 14-8M98 108l14-8M109 117l14-8"/></g>
<path d="M52 132c24-2 44-8 60-20l10 6c-18 14-42 22-70 22z" fill="#f0a595"/>"""),
    "bag": ("#efe9f3", "#e0d5e9", """
<path d="M72 84c0-44 56-44 56 0" fill="none" stroke="#6a4f86" stroke-width="8"/>
<path d="M46 80h108l10 76c1 8-4 12-10 12H46c-6 0-11-4-10-12z" fill="#9a7bb8"/>
<path d="M46 80h108l3 24c-30 22-84 22-114 0z" fill="#8464a4"/>
<rect x="88" y="106" width="24" height="20" rx="5" fill="#f2d49a"/><circle cx="100" cy="115" r="3.4" fill="#8a6a2f"/>"""),
    "phone": ("#e6ecf5", "#d2dded", """
<rect x="62" y="30" width="76" height="140" rx="14" fill="#28344a"/><rect x="68" y="37" width="64" height="126" rx="9" fill="#8fb4f0"/>
<path d="M68 120c18-22 40-4 64-30v64a9 9 0 0 1-9 9H77a9 9 0 0 1-9-9z" fill="#4f7fd0"/>
<circle cx="112" cy="74" r="11" fill="#fff3c9"/><rect x="90" y="41" width="20" height="6" rx="3" fill="#28344a"/>
<g fill="#fff" opacity=".9"><rect x="76" y="138" width="11" height="11" rx="3"/><rect x="94" y="138" width="11" height="11" rx="3"/><rect x="112" y="138" width="11" height="11" rx="3"/></g>"""),
    "earphones": ("#eaeef0", "#d7dfe3", """
<path d="M54 112V96c0-62 92-62 92 0v16" fill="none" stroke="#3d4b57" stroke-width="10" stroke-linecap="round"/>
<path d="M61 94c2-46 76-46 78 0" fill="none" stroke="#6f808e" stroke-width="3"/>
<rect x="42" y="102" width="30" height="52" rx="14" fill="#5aa6a0"/><rect x="128" y="102" width="30" height="52" rx="14" fill="#5aa6a0"/>
<rect x="62" y="98" width="14" height="60" rx="7" fill="#2e3a44"/><rect x="124" y="98" width="14" height="60" rx="7" fill="#2e3a44"/>
<rect x="48" y="112" width="6" height="24" rx="3" fill="#a6d6d1"/>"""),
    "appliance": ("#eaf1ee", "#d6e5df", """
<path d="M74 66h58l8 88c1 8-3 12-9 12H75c-6 0-10-4-9-12z" fill="#fff"/><path d="M74 66h58l2 20H72z" fill="#d9e6e1"/>
<path d="m132 76 22-10-14 36z" fill="#e8f0ed"/><path d="M72 84H58c-14 0-18 12-16 24l4 24c2 10 8 14 20 14l1-12c-8 0-10-2-11-8l-3-22c-1-6 1-8 6-8h12z" fill="#5d8f7f"/>
<path d="M80 66c0-20 46-20 46 0z" fill="#5d8f7f"/><circle cx="103" cy="47" r="6" fill="#3f6d5f"/>
<circle cx="104" cy="126" r="17" fill="#eef5f2" stroke="#b9d2c8" stroke-width="3"/><path d="M104 126v-11" stroke="#e0775f" stroke-width="4" stroke-linecap="round"/>"""),
    "tea": ("#edf1e4", "#dbe4c9", """
<path d="M50 92h84v34c0 24-16 38-42 38s-42-14-42-38z" fill="#6c8f4e"/><path d="M50 92h84v12H50z" fill="#587a3c"/>
<path d="M134 102h10c20 0 20 34-2 34h-12l3-11h8c9 0 9-12 0-12h-7z" fill="#6c8f4e"/><ellipse cx="92" cy="92" rx="42" ry="9" fill="#c9a65a"/>
<path d="M84 74c-9-10 9-16 0-28M102 74c-9-10 9-16 0-28" fill="none" stroke="#9fb48a" stroke-width="5" stroke-linecap="round"/>
<path d="M92 122c-14 0-20 8-20 18 12 0 20-8 20-18zm0 0c14 0 20 8 20 18-12 0-20-8-20-18z" fill="#c8dcae"/>"""),
    "snack": ("#f8eede", "#f0ddbe", """
<path d="M58 42h84l8 122H50z" fill="#e59a45"/><path d="M58 42h84l1 14H57zM51 150h98l1 14H50z" fill="#c97a26"/>
<path d="M58 42h84" stroke="#fff" stroke-width="3" stroke-dasharray="5 4"/><rect x="64" y="70" width="72" height="66" rx="14" fill="#fff5e4"/>
<g fill="#b87333"><ellipse cx="88" cy="100" rx="13" ry="9" transform="rotate(-28 88 100)"/><ellipse cx="113" cy="94" rx="13" ry="9" transform="rotate(24 113 94)"/><ellipse cx="104" cy="118" rx="14" ry="9" transform="rotate(-8 104 118)"/></g>
<g stroke="#8a5220" stroke-width="2.5" fill="none" stroke-linecap="round"><path d="m80 104 16-9M104 90l18 8M94 120l20-3"/></g>"""),
    "cosmetics": ("#f7e8ec", "#eed3db", """
<rect x="52" y="86" width="44" height="80" rx="9" fill="#e7a3b5"/><rect x="60" y="64" width="28" height="24" rx="4" fill="#8c4b60"/>
<path d="M68 64V50h26v8H78v6z" fill="#8c4b60"/><rect x="60" y="104" width="28" height="34" rx="5" fill="#fdf1f4"/>
<path d="M114 166v-60h36v60z" fill="#8c4b60"/><path d="M119 106V72l26-14v48z" fill="#cf4f68"/><path d="M119 106h26v-8h-26z" fill="#e9c46a"/>
<path d="M68 121h12M74 115v12" stroke="#e7a3b5" stroke-width="3" stroke-linecap="round"/>"""),
    "book": ("#e9edf4", "#d7dfec", """
<path d="M56 44c0-8 6-12 12-12h72v118H70c-8 0-14 5-14 11z" fill="#3f6fae"/><path d="M140 150H70c-8 0-14 4-14 10s6 10 14 10h70z" fill="#f6f2e7"/>
<path d="M140 156H72M140 163H72" stroke="#d8cfb6" stroke-width="2"/><path d="M56 44v116c0-5 4-9 10-10V32c-6 0-10 5-10 12z" fill="#2f568a"/>
<rect x="80" y="54" width="46" height="30" rx="4" fill="#f3d27a"/><path d="M88 65h30M88 74h20" stroke="#8a6a1f" stroke-width="4" stroke-linecap="round"/>
<path d="M112 84v34l-8-7-8 7V84z" fill="#d9604f"/>"""),
    "toy": ("#fdf0dc", "#f8e0b8", """
<circle cx="72" cy="62" r="17" fill="#b9834f"/><circle cx="128" cy="62" r="17" fill="#b9834f"/><circle cx="72" cy="62" r="8" fill="#e8c294"/><circle cx="128" cy="62" r="8" fill="#e8c294"/>
<ellipse cx="100" cy="140" rx="40" ry="32" fill="#b9834f"/><ellipse cx="100" cy="146" rx="24" ry="21" fill="#e8c294"/><circle cx="100" cy="84" r="38" fill="#c9935d"/>
<ellipse cx="100" cy="97" rx="18" ry="14" fill="#f3dcbd"/><ellipse cx="100" cy="90" rx="6" ry="4.5" fill="#4a3320"/><path d="M92 100c4 5 12 5 16 0" fill="none" stroke="#4a3320" stroke-width="3" stroke-linecap="round"/>
<circle cx="84" cy="78" r="4.2" fill="#4a3320"/><circle cx="116" cy="78" r="4.2" fill="#4a3320"/><path d="M82 122c10 6 26 6 36 0l-4 12-14-6-14 6z" fill="#d9604f"/>"""),
    "course": ("#e7f0f2", "#d0e2e6", """
<rect x="38" y="44" width="124" height="84" rx="8" fill="#2f4a55"/><rect x="46" y="52" width="108" height="68" rx="4" fill="#6fb7c4"/>
<circle cx="100" cy="86" r="21" fill="#fff"/><path d="m94 75 18 11-18 11z" fill="#2f7f8f"/>
<path d="M28 134h144l-8 16c-2 4-4 5-8 5H44c-4 0-6-1-8-5z" fill="#48646f"/><path d="M84 134h32l-3 7H87z" fill="#2f4a55"/>
<path d="M54 112h92" stroke="#fff" stroke-width="4" stroke-linecap="round" opacity=".6"/><path d="M54 112h36" stroke="#f3c65a" stroke-width="4" stroke-linecap="round"/>"""),
    "voucher": ("#fbe9e4", "#f5d3c8", """
<g transform="rotate(-8 100 104)"><path d="M34 68h132v24a13 13 0 0 0 0 26v24H34v-24a13 13 0 0 0 0-26z" fill="#e0664c"/>
<path d="M72 70v70" stroke="#fff" stroke-width="3" stroke-dasharray="5 6"/><path d="M92 74h66v6H92z" fill="#f29a83"/>
<path d="m104 90 13 16 13-16m-13 16v20m-12-16h24m-24 9h24" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
<circle cx="53" cy="105" r="8" fill="#f9d9a5"/></g>"""),
    "scarf": ("#f6e6e6", "#edd0d0", """
<path d="M64 62c0-24 72-24 72 0 0 22-12 36-36 36S64 84 64 62z" fill="#b94a52"/><path d="M76 62c0-10 48-10 48 0 0 10-10 16-24 16s-24-6-24-16z" fill="#8e343c"/>
<path d="M88 92 66 160l26 8 18-66z" fill="#cf636a"/><path d="m104 94 10 70 27-4-13-74z" fill="#b94a52"/>
<g stroke="#f7dcdc" stroke-width="5"><path d="m80 117 26 8M75 133l26 8M109 124l26-4M111 140l27-4"/></g>
<g stroke="#8e343c" stroke-width="3" stroke-linecap="round"><path d="m68 160-2 9M76 163l-2 9M84 166l-2 8M118 164l1 8M126 163l1 8M135 161l1 8"/></g>"""),
}


def svg(name: str) -> str:
    ground, disc, drawing = PICTURES[name]
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="200" height="200">\n'
            f'<path fill="{ground}" d="M0 0h200v200H0z"/><circle cx="100" cy="102" r="82" fill="{disc}"/>\n'
            f'{SHADOW}{drawing.strip()}\n</svg>\n')
