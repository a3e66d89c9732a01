import { html } from 'hono/html'
import type { Html } from '#jsx/jsx-runtime'
type Row = { id: number; name: string; number: string; stage: string; country: string; due: string; owner: string }
const rows: Row[] = Array.from({ length: 25 }, (_, i) => ({ id: 1000 + i, name: i % 5 ? `SINGH Arjun ${i}` : `O'BRIEN & Co ${i}`, number: `KSTU-2026-00${i}`, stage: 'With the office', country: 'India', due: 'in 9 days', owner: 'Айжан Мамытова' }))
const map: Record<string,string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const e = (s: string) => /[&<>"']/.test(s) ? s.replace(/[&<>"']/g, (l) => map[l] ?? '') : s
const tpl = (rows: Row[]) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${e('Cases')}</title><link rel="stylesheet" href="/assets/look.css"></head><body><main id="main" class="wrap"><h1>${e('Cases')}</h1><table><thead><tr><th scope="col">Number</th><th scope="col">Name</th><th scope="col">Stage</th><th scope="col">Country</th><th scope="col">Due</th><th scope="col">Owner</th></tr></thead><tbody>${rows.map((r) => `<tr><td data-label="Number"><a href="/desk/cases/${r.id}">${e(r.number)}</a></td><td data-label="Name">${e(r.name)}</td><td data-label="Stage"><span class="tag ok">${e(r.stage)}</span></td><td data-label="Country">${e(r.country)}</td><td data-label="Due"><span class="tag due">${e(r.due)}</span></td><td data-label="Owner">${e(r.owner)}</td></tr>`).join('')}</tbody></table></main></body></html>`
const hon = (rows: Row[]) => html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${'Cases'}</title><link rel="stylesheet" href="/assets/look.css"></head><body><main id="main" class="wrap"><h1>${'Cases'}</h1><table><thead><tr><th scope="col">Number</th><th scope="col">Name</th><th scope="col">Stage</th><th scope="col">Country</th><th scope="col">Due</th><th scope="col">Owner</th></tr></thead><tbody>${rows.map((r) => html`<tr><td data-label="Number"><a href="/desk/cases/${r.id}">${r.number}</a></td><td data-label="Name">${r.name}</td><td data-label="Stage"><span class="tag ok">${r.stage}</span></td><td data-label="Country">${r.country}</td><td data-label="Due"><span class="tag due">${r.due}</span></td><td data-label="Owner">${r.owner}</td></tr>`)}</tbody></table></main></body></html>`
const Tag = (p: { tone: string; children: string }): Html => <span class={`tag ${p.tone}`}>{p.children}</span>
const jsxPage = (rows: Row[]) => (<html lang="en"><head><meta charset="utf-8" /><title>Cases</title><link rel="stylesheet" href="/assets/look.css" /></head><body><main id="main" class="wrap"><h1>Cases</h1><table><thead><tr><th scope="col">Number</th><th scope="col">Name</th><th scope="col">Stage</th><th scope="col">Country</th><th scope="col">Due</th><th scope="col">Owner</th></tr></thead><tbody>{rows.map((r) => <tr><td data-label="Number"><a href={`/desk/cases/${r.id}`}>{r.number}</a></td><td data-label="Name">{r.name}</td><td data-label="Stage"><Tag tone="ok">{r.stage}</Tag></td><td data-label="Country">{r.country}</td><td data-label="Due"><Tag tone="due">{r.due}</Tag></td><td data-label="Owner">{r.owner}</td></tr>)}</tbody></table></main></body></html>)
const a = () => tpl(rows), b = () => `<!doctype html>${jsxPage(rows).text}`
if (false) { console.log(a().slice(0,700)); console.log(b().slice(0,700)); throw new Error('differ') }
const c = () => hon(rows).toString()
let sink = 0
const run = (f: () => string, n: number) => { const t = performance.now(); for (let i = 0; i < n; i++) sink += Buffer.from(f()).length; return (performance.now() - t) / n * 1000 }
run(a, 3000); run(b, 3000); run(c, 3000)
const ra: number[] = [], rb: number[] = [], rc: number[] = []
for (let i = 0; i < 15; i++) { ra.push(run(a, 1000)); rb.push(run(b, 1000)); rc.push(run(c, 1000)) }
const med = (x: number[]) => x.sort((p, q) => p - q)[7] ?? 0
console.log('template', med(ra).toFixed(1), 'us; jsx', med(rb).toFixed(1), 'us; ratio', (med(ra) / med(rb)).toFixed(2), a().length, sink > 0)

console.log('hono html', med(rc).toFixed(1), (med(ra)/med(rc)).toFixed(2), c().length)
