import { strToU8, zipSync } from 'fflate'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const package_ = 'http://schemas.openxmlformats.org/package/2006'
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/**
 * A partner's own table of nominations as Excel writes one: a heading over merged cells, shared words, styles, a formula, a
 * second sheet. `{{family}}` and the others stand in row 5.
 */
export function partnerSheet(): Uint8Array {
  const shared = ['Nominations &lt;2027&gt;', 'Home university', '{{family}}', '{{given}}', 'Contact: {{officer}}']
  const cells = [
    '<row r="1" spans="1:5"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"/><c r="C1" s="1"/></row>',
    '<row r="3"><c r="A3" s="2" t="s"><v>1</v></c><c r="B3" s="3"/><c r="D3" t="s"><v>4</v></c></row>',
    '<row r="4"><c r="A4" t="inlineStr"><is><r><t>N</t></r><r><t>o.</t></r></is></c><c r="B4" t="str"><v>Family name</v></c></row>',
    '<row r="5" ht="30" customHeight="1"><c r="A5" s="3"/><c r="B5" s="3" t="s"><v>2</v></c><c r="E5"><f>LEN(B5)</f><v>0</v></c></row>',
  ]
  const sheet = (data: string, after = '') =>
    `${xml}<worksheet xmlns="${main}"><cols><col min="1" max="1" width="8"/></cols><sheetData>${data}</sheetData>${after}</worksheet>`
  const parts = {
    '[Content_Types].xml': `${xml}<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${package_}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Nominations &amp; more" sheetId="1" r:id="rId1"/><sheet name="Notes" sheetId="2" r:id="rId2"/></sheets><calcPr calcId="191029"/></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${package_}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `${xml}<sst xmlns="${main}" count="5" uniqueCount="5">${shared.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `${xml}<styleSheet xmlns="${main}"><cellXfs count="4"><xf/><xf/><xf/><xf/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': sheet(cells.join(''), '<mergeCells count="1"><mergeCell ref="A1:E1"/></mergeCells>'),
    'xl/worksheets/sheet2.xml': sheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])))
}
