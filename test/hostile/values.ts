import type { Chance } from './chance.ts'

/** Words and numbers that were made to break something. */
export const hostileScalars: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.1, 1e308, -1e308, 2 ** 53, 2 ** 31, 2 ** 63, [], {}, [[]], [null], { a: {} }],
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '\u200b',
    '\u2060',
    '\ufeff',
    '\u202etxt.exe',
    '👩‍👩‍👧‍👦',
    'é'.normalize('NFD'),
  ],
  ...[
    "'; drop table person; --",
    "' or '1'='1",
    '$1',
    '%',
    '_',
    '\\',
    '{{7*7}}',
    '#{7*7}',
    '<script>alert(1)</script>',
    '<!--',
    '&lt;',
  ],
  ...[
    '../../etc/passwd',
    '%2e%2e%2f',
    '%00',
    'file:///etc/passwd',
    'http://169.254.169.254/',
    '\r\nx-injected: yes',
    '\n',
    '\u2028',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'null',
    'undefined',
    'NaN',
    'Infinity',
    '1e1000',
    '0x10',
    '-0',
  ],
  ...[
    '0000-00-00',
    '0000-01-01',
    '9999-12-31',
    '2026-02-30',
    '+275760-09-13',
    '-271821-04-20',
    '2026-11-24T24:00:00Z',
    '10000-01-01',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '019ab3f0-5c1e-7d44-9a3b',
    '1111111111',
    '9'.repeat(40),
  ],
  ...['A'.repeat(300), 'A'.repeat(70_000), 'ﷺ'.repeat(5_000), 'a-'.repeat(200)],
]

/** Texts of JSON, or of nothing, that no example would have. */
const hostileTexts: readonly (string | Buffer)[] = [
  ...[
    '',
    'null',
    '[]',
    '{}',
    '0',
    '"',
    '{',
    '[',
    '{"a":',
    '{"a":1,}',
    'undefined',
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{}}}',
  ],
  ...[
    '\ufeff{}',
    '{}{}',
    '1e400',
    '{"a":1e400}',
    '-',
    '{"a":01}',
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    `${'{"a":'.repeat(5_000)}1`,
  ],
  `[${'0,'.repeat(20_000)}0]`,
  `{${Array.from({ length: 3_000 }, (_, n) => `"k${n}":${n}`).join()}}`,
  'x'.repeat(300_000),
  Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  Buffer.from([0x7b, 0x22, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from([0x1f, 0x8b, 0x08, 0x00]),
]

/** The places in a body, each by the keys that lead to it. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

function changedAt(value: unknown, [key, ...rest]: readonly string[], change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    name === key ? changedAt(inner, rest, change) : inner,
  ])
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
}

const isId = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(value)

/** A body of the contract with something wrong in it, sometimes only whose it is; as the bytes that are sent. */
export function hostileBody(chance: Chance, example: unknown, anId: (name: string) => string): string | Buffer {
  if (chance.percent(8)) return chance.one(hostileTexts)
  let body = example
  const places = placesIn(body)
  for (const place of places.filter(() => chance.percent(40)))
    body = changedAt(body, place, (old) => (isId(old) ? anId(place.at(-1) ?? '') : old))
  for (let times = chance.percent(50) ? 0 : 1 + chance.below(2); times > 0; times -= 1)
    body = changedAt(body, chance.one(places), (old) => mutated(chance, old))
  const text = JSON.stringify(body) ?? ''
  if (!text.startsWith('{') || !chance.percent(15)) return text
  const key = chance.one([...Object.keys(Object(body)), 'id', '__proto__'])
  return `{${JSON.stringify(key)}:${JSON.stringify(chance.one(hostileScalars))},${text.slice(1).replace(/^\}$/, '"z":1}')}`
}

function mutated(chance: Chance, old: unknown): unknown {
  if (chance.percent(15) && typeof old === 'object' && old !== null) {
    const [first] = Object.keys(old)
    return chance.percent(50)
      ? { ...old, [String(chance.one(hostileScalars))]: chance.one(hostileScalars) }
      : Object.fromEntries(Object.entries(old).filter(([key]) => key !== first))
  }
  if (chance.percent(15)) return [old, old]
  if (chance.percent(10) && String(old).length < 50) return Array.from({ length: 2_000 }, () => old)
  return chance.one(hostileScalars)
}
