/** What the page of a bundle looks like, on a screen in both themes and on paper. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#211f1b;--soft:#65615a;--paper:#fbf9f4;--line:#dcd6c8}
@media (prefers-color-scheme:dark){:root{--ink:#ece7dc;--soft:#a8a294;--paper:#191713;--line:#3a362e}}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1,h2,h3{font-family:Georgia,serif;font-weight:500;line-height:1.25}
h1{font-size:1.9rem;margin:0 0 .5rem}h2{font-size:1.4rem;margin:0 0 .75rem}h3{font-size:1.1rem;margin:1.5rem 0 .25rem}
h4{font-size:1rem;margin:0 0 .25rem}p{margin:.25rem 0 .5rem}ul{margin:.25rem 0 .75rem;padding-left:1.25rem}
section{border-top:1px solid var(--line);margin-top:2rem;padding-top:1.5rem}
article{border-left:2px solid var(--line);margin:1rem 0;padding-left:1rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid var(--line);padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:top}
.amount{text-align:right;white-space:nowrap}.soft,.hash{color:var(--soft)}.hash{font-size:.8rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere;max-width:44rem}.before{margin:.5rem 0 0 1rem}
code{font:.85em ui-monospace,monospace;overflow-wrap:anywhere}a{color:inherit}
@media print{:root{--ink:#000;--soft:#444;--paper:#fff;--line:#bbb}section{break-before:auto}article,tr{break-inside:avoid}}
`;
