/** Words that must be kept as they were written, byte for byte: scripts, directions, joined emoji, both forms of é, quotes. */
export const anyScript =
  'שלום, كيف حالك؟ \u202eright to left\u202c 你好 ਸਤ ਸ੍ਰੀ ਅਕਾਲ 👩🏽‍🚀🏴󠁧󠁢󠁷󠁬󠁳󠁿 café cafe\u0301 “quoted” \'single\' "double" \\ / <b>&amp;</b> {{x}} $1 %s\ttab\nline\u2028end '

/** What cannot be kept as it was written, and what says nothing. */
export const notWords = {
  NUL: 'before\u0000after',
  'half of a character': 'before\ud83d after',
  'the other half': 'before\ude80 after',
  blanks: ' \u00a0\t\n\u2003',
  nothing: '',
}
