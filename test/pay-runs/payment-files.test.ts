import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import t from 'tap'
import { validateXML } from 'xmllint-wasm'
import { bacsFile, bacsText } from '../../src/pay-runs/files/bacs.ts'
import { csvFile } from '../../src/pay-runs/files/csv-file.ts'
import { iso20022File } from '../../src/pay-runs/files/iso-20022.ts'
import { type PaymentFile, totalsOf } from '../../src/pay-runs/files/payment-file.ts'
import { newId } from '../../src/platform/work/new-id.ts'
import { referenceOf } from '../../src/rules/payments/reference.ts'
import { fromCsv, toCsv } from '../../src/shared/csv.ts'
import { inDecimal } from '../../src/shared/money.ts'

const payer = { name: 'NHS Kent and Medway ICB', sortCode: '200000', accountNumber: '12345678' }
const file = (more: Partial<PaymentFile> = {}): PaymentFile => ({
  reference: '019AB3F05C1E7D449A3B1F2E3D4C5B6A',
  payer,
  serviceUserNumber: '654321',
  approvedAt: new Date('2026-12-31T23:30:00Z'),
  payOn: '2027-01-05',
  instructions: [
    {
      reference: 'REF000000000000001',
      payee: { name: 'Zoë O’Neill & Söhne <kg>', sortCode: '090128', accountNumber: '00112233' },
      amountPence: 100_001,
    },
    {
      reference: 'REF000000000000002',
      payee: { name: '=HYPERLINK("http://x","y")', sortCode: '309950', accountNumber: '87654321' },
      amountPence: 5,
    },
  ],
  ...more,
})
const anInstruction = fc.record({
  reference: fc.stringMatching(/^[0-9A-Z]{18}$/),
  payee: fc.record({
    name: fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }),
    sortCode: fc.stringMatching(/^[0-9]{6}$/),
    accountNumber: fc.stringMatching(/^[0-9]{8}$/),
  }),
  amountPence: fc.integer({ min: 1, max: 99_999_999 }),
})
const published = readFile(new URL('./pain.001.001.09.xsd', import.meta.url), 'utf8')

const isValid = async (xml: string) => {
  const schema = [{ fileName: 'pain.001.001.09.xsd', contents: await published }]
  return validateXML({ xml: [{ fileName: 'file.xml', contents: xml }], schema })
}

t.test(
  'the ISO 20022 file is valid by the published schema of pain.001.001.09, whatever a payee is called',
  async (t) => {
    const valid = await isValid(iso20022File(file()))
    t.same(valid.errors, [])
    const broken = await isValid(iso20022File(file()).replace('<PmtMtd>TRF</PmtMtd>', ''))
    t.ok(broken.errors.length > 0, 'and the schema is asked')
    const some = fc.sample(anInstruction, 200)
    t.same((await isValid(iso20022File(file({ instructions: some })))).errors, [])
  },
)

t.test('the ISO 20022 file says how many payments there are and what they come to, twice', async (t) => {
  const xml = iso20022File(file())
  t.equal(xml.match(/<NbOfTxs>2<\/NbOfTxs>/g)?.length, 2)
  t.equal(xml.match(/<CtrlSum>1000\.06<\/CtrlSum>/g)?.length, 2)
  t.match(xml, '<InstdAmt Ccy="GBP">1000.01</InstdAmt>')
  t.match(xml, '<MmbId>090128</MmbId>', 'a leading nought is kept')
  t.match(xml, '&lt;kg&gt;')
})

t.test('the Bacs file is Standard 18: each label and record in its places', async (t) => {
  const records = bacsFile(file()).split('\r\n')
  t.equal(records.pop(), '')
  t.same(records, [
    'VOL14C5B6A                               654321                                1',
    'HDR1A654321S  16543214C5B6A00010001       26365 27005 000000                    ',
    'HDR2F0200000100                                   00                            ',
    'UHL1 27004999999    000000001 DAILY  001                                        ',
    '0901280011223309920000012345678    00000100001NHS KENT AND MEDWAREF000000000000001ZOE O NEILL & SOHN',
    '3099508765432109920000012345678    00000000005NHS KENT AND MEDWAREF000000000000002 HYPERLINK  HTTP /',
    '2000001234567801720000012345678    00000100006NHS KENT AND MEDWACONTRA            NHS KENT AND MEDWA',
    'EOF1A654321S  16543214C5B6A00010001       26365 27005 000000                    ',
    'EOF2F0200000100                                   00                            ',
    'UTL10000000100006000000010000600000010000002                                    ',
  ])
})

t.test(
  'every record of a Bacs file has its length and its letters, and the totals are those of the payments',
  async (t) => {
    fc.assert(
      fc.property(fc.array(anInstruction, { minLength: 1, maxLength: 30 }), (instructions) => {
        const records = bacsFile(file({ instructions })).split('\r\n').slice(0, -1)
        const details = records.slice(4, -3)
        const pence = details.map((record) => Number(record.slice(35, 46)))
        const contra = pence.pop()
        const { count } = totalsOf({ instructions })
        return (
          records.every((record) => /^[A-Z0-9.&/\- ]*$/.test(record)) &&
          details.every(({ length }) => length === 100) &&
          [...records.slice(0, 4), ...records.slice(-3)].every(({ length }) => length === 80) &&
          pence.reduce((sum, one) => sum + one, 0) === contra &&
          Number(records.at(-1)?.slice(17, 30)) === contra &&
          Number(records.at(-1)?.slice(37, 44)) === count
        )
      }),
    )
    t.equal(bacsText('Łukasz Ærø', 12), ' UKASZ  R   ')
  },
)

t.test('a file of the same values has the same bytes', async (t) => {
  for (const write of [csvFile, iso20022File, bacsFile]) t.equal(write(file()), write(file()))
})

t.test('the CSV file is read back to the penny, and no cell of it is a formula', async (t) => {
  const rows = fromCsv(csvFile(file())) ?? []
  t.same(rows[2], [
    '019AB3F05C1E7D449A3B1F2E3D4C5B6A',
    'REF000000000000002',
    '\'=HYPERLINK("http://x","y")',
    '309950',
    '87654321',
    '0.05',
    'GBP',
    '2027-01-05',
  ])
  for (const begin of ['=', '+', '-', '@', '\t', '\r', '\n', ' =', '＝'])
    t.equal(fromCsv(toCsv([[`${begin}1`]]))?.[0]?.[0], `'${begin}1`)
})

t.test('CSV of any text is read back as it was, and a quote that is not closed is no CSV', async (t) => {
  const cell = fc.string({ unit: 'binary' }).filter((text) => !/^(\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(text))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 5 }), (rows) => {
      return JSON.stringify(fromCsv(toCsv(rows))) === JSON.stringify(rows)
    }),
  )
  t.equal(
    toCsv([['-5', { pence: -5 }, { pence: 100_000 }]]),
    "'-5,-0.05,1000.00\r\n",
    'an amount below nothing is no formula',
  )
  t.same(fromCsv('a,b\nc,\r\nd'), [['a', 'b'], ['c', ''], ['d']])
  t.equal(fromCsv('"a'), undefined)
  t.equal(fromCsv('"a"b,c'), undefined)
  t.same(fromCsv(''), [])
})

t.test('a reference has 18 letters and digits, and no two payments have the same', async (t) => {
  const references = Array.from({ length: 20_000 }, () => referenceOf(newId()))
  t.equal(new Set(references).size, references.length)
  t.ok(references.every((reference) => /^[0-9A-Z]{18}$/.test(reference)))
  t.equal(inDecimal(99_999_999_999), '999999999.99')
})
