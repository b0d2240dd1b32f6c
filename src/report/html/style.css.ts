/**
 * The style of report.html. Colours are named once, for light and dark; every status has its word beside the colour.
 * Contrast is at least 4.5:1 for text (WCAG 2.2, 1.4.3); the tests measure it.
 */
export const STYLE = String.raw`
:root{color-scheme:light dark;--bg:#fdfdfc;--fg:#1b1d1f;--dim:#565c63;--line:#d9dadb;--soft:#f3f4f3;--link:#0b4f8a;--lit:#fff0b8;
--d:#0d5c33;--g:#00586b;--h:#6a3d9a;--n:#5b6168;--x:#a8071a;--u:#6b6358;--d-bg:#eaf5ee;--g-bg:#e6f3f6;--h-bg:#f3edf9;--x-bg:#fdeaec;
--critical:#8f0014;--high:#a8071a;--medium:#8a4b00;--low:#3d5a80;--info:#565c63;--ready:#0d5c33;--review:#8a4b00;--blocked:#a8071a;
--mono:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{--bg:#16181a;--fg:#e4e5e6;--dim:#a3a9b0;--line:#383c40;--soft:#1f2225;--link:#86bdf2;--lit:#4a4014;
--d:#7fd1a0;--g:#7cc9da;--h:#cfadf2;--n:#a3a9b0;--x:#ff9aa5;--u:#b5aa9a;--d-bg:#16281e;--g-bg:#142629;--h-bg:#251d2f;--x-bg:#36181c;
--critical:#ff9aa5;--high:#ff9aa5;--medium:#f0b56a;--low:#a3c4ea;--info:#a3a9b0;--ready:#7fd1a0;--review:#f0b56a;--blocked:#ff9aa5}}
*{box-sizing:border-box}
html{scroll-padding-top:4.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif}
header,main{max-width:88rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2rem}
header p{margin:0;color:var(--dim)}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem;letter-spacing:-.01em}
h2{font-size:1.3rem;margin:3rem 0 .75rem;padding-top:.75rem;border-top:2px solid var(--fg)}
h3{font-size:1.05rem;margin:1.75rem 0 .5rem}
h4{font-size:.95rem;margin:1.5rem 0 .5rem}
h5{font:600 .8rem/1.4 var(--mono);margin:0 0 .4rem;overflow-wrap:anywhere}
small{font-size:.8rem;color:var(--dim);font-weight:400}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--bg);padding:.5rem;z-index:9}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0 0;padding:.6rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
code,pre,kbd,.src,.unit{font-family:var(--mono);font-size:.8rem;line-height:1.55}
code{overflow-wrap:anywhere}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
table{border-collapse:collapse;font-size:.88rem;margin:.5rem 0 1.25rem;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--dim);font-size:.8rem;padding:0 0 .3rem}
th,td{text-align:left;vertical-align:top;padding:.28rem 1rem .28rem 0;border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}
thead th{font-weight:600;border-bottom-color:var(--dim);white-space:nowrap}
th:last-child,td:last-child{padding-right:0}
ol{padding-left:1.3rem;margin:.25rem 0}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem 1.25rem;margin:.5rem 0;font-size:.88rem}
dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
em{font-style:normal;print-color-adjust:exact;font-weight:600;font-size:.8rem;white-space:nowrap}
em::before{content:"";display:inline-block;width:.55em;height:.55em;margin-right:.4em;background:currentColor;border-radius:50%}
em.critical,em.blocked{color:var(--critical)}em.critical::before,em.blocked::before{border-radius:0}
em.high{color:var(--high)}em.high::before{border-radius:0;transform:rotate(45deg)}
em.medium,em.review{color:var(--medium)}
em.low{color:var(--low)}em.info{color:var(--info)}em.ready{color:var(--ready)}
em.low::before,em.info::before{background:none;border:1.5px solid}
.verdict{border-left:6px solid;padding:.25rem 0 .25rem 1.25rem;margin:1rem 0 1.5rem}
.verdict p{margin:.1rem 0;color:var(--fg)}
.verdict .word{font-size:1.6rem;font-weight:700;line-height:1.2}
.verdict.ready{border-color:var(--ready)}.verdict.review{border-color:var(--review)}.verdict.blocked{border-color:var(--blocked)}
.verdict.ready .word{color:var(--ready)}.verdict.review .word{color:var(--review)}.verdict.blocked .word{color:var(--blocked)}
.verdict .figures{color:var(--dim);margin-top:.6rem}.figures span{white-space:nowrap;margin-right:1rem}.figures b{color:var(--fg);font-size:1.15rem}
.tables{display:flex;flex-wrap:wrap;gap:0 3rem;align-items:flex-start}.tables td:nth-child(2){text-align:right}.tables .nums td{text-align:right}.tables tbody th{white-space:nowrap}.tables caption{white-space:nowrap}
:is(.way,#host table) th:first-child{min-width:10rem}.way th:first-child a{white-space:nowrap}.names{line-height:1.7}.names a{display:inline-block;margin-right:.4rem}
.list{width:100%;table-layout:fixed}.list th:first-child{width:24%}.list th:nth-child(2),.list th:nth-child(7){width:7%}.list th:nth-child(3){width:13%}.list th:nth-child(5){width:13%}
.list tbody tr:hover{background:var(--soft)}
th button{all:unset;cursor:pointer;font-weight:600}th button::after{content:" \2195";color:var(--dim)}
th[aria-sort=ascending] button::after{content:" \2191"}th[aria-sort=descending] button::after{content:" \2193"}
th button:focus-visible{outline:2px solid var(--link)}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;padding:.6rem 0;margin-bottom:1rem}
.legend div{display:flex;gap:.5rem;padding-left:.5rem;border-left:3px solid var(--line)}
.legend dt{font-weight:600;color:var(--fg)}.legend dd{color:var(--dim)}
details{border-bottom:1px solid var(--line)}
summary{cursor:pointer;padding:.45rem 0}
summary:hover{background:var(--soft)}
.svc>summary{display:grid;grid-template-columns:1rem minmax(8rem,1.4fr) 7rem minmax(8rem,1.4fr) minmax(8rem,1fr);gap:0 1rem;align-items:baseline;font-size:.88rem;color:var(--dim);list-style:none}
.svc>summary::-webkit-details-marker{display:none}
.svc>summary::before{content:"\25B8"}.svc[open]>summary::before{content:"\25BE"}
.svc>summary h3{margin:0;font-size:.95rem;color:var(--fg);overflow-wrap:anywhere}
.svc>summary b{color:var(--fg)}
.svc{content-visibility:auto;contain-intrinsic-block-size:auto 2.3rem}
.svc[open]{content-visibility:visible;border-bottom:2px solid var(--dim)}
.rule summary span{color:var(--dim);font-size:.88rem;margin-left:.5rem}
.body{padding:.25rem 0 1.5rem 1rem}
.sides{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1.5rem;align-items:start}
.now{position:sticky;top:.75rem;max-height:calc(100vh - 1.5rem);overflow:auto;padding:0 .25rem}
.src{counter-reset:l;border-top:1px solid var(--line)}
.src{list-style:none;padding:0;margin:0}.src>li{display:flow-root;border-left:3px solid var(--line);padding-left:.5rem}
.src p,.unit p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4;min-height:1.55em}
.src p+p{counter-increment:l;margin-left:10.5rem;padding-left:3.2rem;text-indent:-3.2rem}
.src p:first-child{counter-increment:none;float:left;width:10.5rem;margin:0;padding:0 .5rem 0 0;text-indent:0;min-height:0;font:400 .72rem/1.7 system-ui,"DejaVu Sans",sans-serif;color:var(--n);overflow-wrap:anywhere;white-space:normal}
.src p+p::before{content:counter(l);display:inline-block;width:2.5rem;margin-right:.7rem;text-align:right;text-indent:0;color:var(--dim);font-size:.72rem;user-select:none}
.src .d,.legend .d{border-left-color:var(--d)}.src .d{background:var(--d-bg)}.src .d p:first-child{color:var(--d)}
.src .g,.legend .g{border-left:3px double var(--g)}.src .g{background:var(--g-bg)}.src .g p:first-child{color:var(--g)}
.src .h,.legend .h{border-left:3px dashed var(--h)}.src .h{background:var(--h-bg)}.src .h p:first-child{color:var(--h)}
.src .x,.legend .x{border-left:6px solid var(--x)}.src .x{background:var(--x-bg);padding-left:calc(.5rem - 3px)}.src .x p:first-child{color:var(--x);font-weight:700}
.src .u,.legend .u{border-left:3px dotted var(--u)}.src .u p+p,.src .n p+p{color:var(--n)}
.src .c p+p,.src .s p+p{color:var(--dim)}
.unit{border-top:1px solid var(--line);margin-bottom:1.25rem;padding-top:.25rem}
.unit p:has(>:is(a,i)){display:flex;gap:.4rem;padding:0 .35rem 0 0}
.unit a,.unit i{flex:none;font-size:.72rem;color:var(--dim)}.unit a{color:var(--link)}.unit :is(a,i):first-of-type{margin-left:auto}.unit a~i{margin-left:0}
.now pre{border-top:1px solid var(--line);padding-top:.25rem;margin-bottom:1.25rem}
.src>.lit,.unit>.lit,.src>:target,.unit>:target,h5:target{background:var(--lit)}
.acts{width:100%}.acts tbody th,.acts td:nth-child(4){font-family:var(--mono);font-size:.8rem}
.findings{list-style:none;margin:0;padding:0}
.findings li{padding:.6rem 0;border-top:1px solid var(--line)}
.findings li{font-weight:600;overflow-wrap:anywhere}
.findings small{display:block}.findings p,.findings pre,.findings a{font-weight:400}
.findings p{margin:.25rem 0;max-width:60rem}
.findings pre{border-left:3px solid var(--line);padding-left:.6rem;margin:.35rem 0}
kbd{display:inline-block;background:var(--soft);padding:.1rem .45rem;border-radius:3px;overflow-wrap:anywhere}
.graph{overflow:auto;max-height:80vh;border:1px solid var(--line);margin-bottom:1rem}
svg text{font:11px system-ui,"DejaVu Sans",sans-serif;fill:var(--fg)}
svg rect{fill:var(--soft);stroke:var(--dim)}
svg .target rect{fill:var(--bg);stroke:var(--fg);stroke-width:2}svg .target text{font-weight:600}
svg .outside rect{fill:var(--bg);stroke-dasharray:4 3}
svg path{fill:none;stroke:var(--dim);marker-end:url(#arrow)}
svg .open{marker-end:none}svg .wanted{stroke-dasharray:1 3}svg .cycle{stroke:var(--x);stroke-width:2.5}
svg marker path{fill:var(--dim);stroke:none;marker-end:none}
#files pre{font-size:.72rem;margin-bottom:1rem}
.sign{width:100%}.sign td{height:3rem}
#tools:empty{display:none}
#tools{position:sticky;top:0;z-index:2;background:var(--bg);display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:end;padding:.6rem 0;border-bottom:1px solid var(--line)}
#tools label{display:grid;font-size:.75rem;color:var(--dim)}
#tools input,#tools select,button.b{font:inherit;font-size:.88rem;color:var(--fg);background:var(--bg);border:1px solid var(--dim);border-radius:3px;padding:.25rem .4rem}
#tools input{width:17rem}
#tools output{font-size:.88rem;margin-left:auto}
button.b{cursor:pointer}kbd+button.b{font-size:.72rem;margin-left:.4rem;padding:0 .4rem}
.group{margin:.75rem 0}
[hidden]{display:none!important}
@media (max-width:60rem){.sides{grid-template-columns:minmax(0,1fr)}.now{position:static;max-height:none}
.svc>summary{grid-template-columns:1rem 1fr auto}.svc>summary span:nth-of-type(n+2){grid-column:2/-1}}
@media (max-width:40rem){header,main{padding:0 .75rem}header{padding-top:1rem}.body{padding-left:0}.src p:first-child{float:none;width:auto}.src p+p{margin-left:0}
.list :is(th,td):is(:nth-child(3),:nth-child(4),:nth-child(6),:nth-child(9)){display:none}.list thead th{white-space:normal}main table:not(.list){display:block;overflow-x:auto}.acts thead{display:none}.acts :is(tbody,th,td){display:block}.acts tr{display:block;border-bottom:1px solid var(--line)}.acts :is(th,td){border:0;padding:.1rem 0}.acts td::before{color:var(--dim)}.acts td:nth-child(2)::before{content:"it did: "}.acts td:nth-child(4)::before{content:"now: "}.acts td:nth-child(odd)::before{content:"exits: "}.list th:first-child{width:36%}.list th:nth-child(n){padding-right:.5rem}.list th:nth-child(2),.list th:nth-child(7){width:14%}dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}#tools{position:static}#tools input{width:100%}}
@page{size:A4;margin:16mm 14mm 18mm;@bottom-right{content:counter(page) " / " counter(pages);font:9pt sans-serif}@bottom-left{content:"sysv2systemd migration report";font:9pt sans-serif}}
@media print{:root{--bg:#fff;--fg:#000;--dim:#444;--soft:#f3f4f3;--line:#bbb;--link:#000;--lit:#fff;--d:#0d5c33;--g:#00586b;--h:#6a3d9a;--n:#444;--x:#a8071a;--u:#444;--d-bg:#fff;--g-bg:#fff;--h-bg:#fff;--x-bg:#fff;--critical:#8f0014;--high:#a8071a;--medium:#7a4200;--low:#3d5a80;--info:#444;--ready:#0d5c33;--review:#7a4200;--blocked:#a8071a;color-scheme:light}
body{font-size:9.5pt}code,pre,kbd,.src,.unit{font-size:7.5pt}header,main{max-width:none;padding:0}nav,#tools,.skip,.tip,button{display:none}
details:not([open])::details-content{content-visibility:visible;display:block;height:auto}
.svc{break-before:page;content-visibility:visible}.svc>summary::before,.svc[open]>summary::before{content:""}.svc[open]{border-bottom:0}th button::after{content:none}#services{break-before:page}.list{table-layout:auto;font-size:7.5pt}.list :is(th,td){overflow-wrap:normal;padding-right:.5rem}.sides{grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:5mm}.now{position:static;max-height:none;overflow:visible}
.src p:first-child{width:23mm;font-size:6pt}.src p+p{margin-left:23mm;padding-left:9mm;text-indent:-9mm}.src p+p::before{width:7mm;margin-right:2mm;font-size:6pt}
.acts :is(th,td){overflow-wrap:break-word}.acts td:last-child{white-space:nowrap}h2,h3,h4,h5,summary,caption,thead{break-after:avoid}.tables table{break-inside:avoid}tr,.findings li,.unit p,.src p,.verdict,.sign{break-inside:avoid}
.graph{overflow:visible;max-height:none;border:0}.graph svg{max-width:100%;max-height:235mm;height:auto;width:auto}a{text-decoration:none}}
`.trim();
