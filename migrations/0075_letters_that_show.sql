-- Marks, modifiers and fillers are letters to Unicode and to nobody who reads a name: they hide no double any more, nor do small capitals. What a name
-- comes to is said in the code; this is the same, once, for the names there are. The list is of what is alphabetic and a mark, a modifier or ignorable.
alter table person no force row level security;
alter table person disable trigger person_keep_former;
update person set name_letters = (
  select left(coalesce(string_agg(letter, '' order by letter collate "C"), ''), 300)
    from lateral (select replace(replace(replace(replace(translate(lower(normalize(coalesce(given_name, '') || coalesce(family_name, ''), NFKD)),
      'øđłħıðŧŋςаеорсухіјѕһԁԛԝкмтвнӏαβεζηικμνορτυχɑɡɩʏɢʜɪʟɴʀᴀʙᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱ',
      'odlhidtnσaeopcyxijshdqwkmtbhlabezhikmvoptyxagiyghilnrabcdejkmoptuvwzfs'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') as name) f
    cross join lateral (select coalesce(nullif(regexp_replace(f.name, '[^[:alpha:]0-9]|['
      || '\u02b9-\u036f\u0559\u05b0-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u073f\u07a6-\u07b0'
      || '\u07f4-\u07fa\u0816-\u082c\u0897\u08c9-\u0903\u093a-\u093b\u093e-\u094f\u0955-\u0957\u0962-\u0971\u0981-\u0983'
      || '\u09be-\u09c8\u09d7\u09e2-\u09e3\u0a01-\u0a03\u0a3e-\u0a51\u0a70-\u0a71\u0a75-\u0a83\u0abe-\u0acc\u0ae2-\u0ae3'
      || '\u0afa-\u0b03\u0b3e-\u0b57\u0b62-\u0b63\u0b82\u0bbe-\u0bc8\u0bd7-\u0c04\u0c3e-\u0c56\u0c62-\u0c63\u0c81-\u0c83'
      || '\u0cbe-\u0cd6\u0ce2-\u0ce3\u0cf3-\u0d03\u0d3e-\u0d48\u0d57\u0d62-\u0d63\u0d81-\u0d83\u0dcf-\u0df3\u0e31\u0e34-\u0e3a'
      || '\u0e46-\u0e4d\u0eb1\u0eb4-\u0ebc\u0ec6-\u0ecd\u0f71-\u0f83\u0f8d-\u0fbc\u102b-\u103e\u1056-\u1059\u105e-\u1060'
      || '\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f-\u109d\u115f-\u1160\u1712-\u1713\u1732-\u1733\u1752-\u1753'
      || '\u1772-\u1773\u17b6-\u17d7\u1843\u1885-\u1886\u18a9\u1920-\u1938\u1a17-\u1a1b\u1a55-\u1b04\u1b35-\u1b42\u1b80-\u1b82'
      || '\u1ba1-\u1bad\u1be7-\u1bf1\u1c24-\u1c36\u1c78-\u1c7d\u1d2f-\u1d4e\u1dd3-\u1df4\u2de0-\u3005\u3031-\u303b\u309d'
      || '\u30fc-\u30fd\ua015\ua4f8-\ua4fd\ua60c\ua674-\ua67f\ua69e-\ua69f\ua717-\ua71f\ua788\ua802\ua80b\ua823-\ua827'
      || '\ua880-\ua881\ua8b4-\ua8c5\ua8ff\ua926-\ua92a\ua947-\ua952\ua980-\ua983\ua9b4-\ua9cf\ua9e5-\ua9e6\uaa29-\uaa36\uaa43'
      || '\uaa4c-\uaa4d\uaa70\uaa7b-\uaa7d\uaab0\uaab2-\uaab4\uaab7-\uaab8\uaabe\uaadd\uaaeb-\uaaef\uaaf3-\uaaf5\uabe3-\uabea'
      || '\ufb1e\U00010376-\U0001037a\U00010780\U00010a01-\U00010a0f\U00010d24-\U00010d27\U00010d4e\U00010d69-\U00010d6f'
      || '\U00010eab-\U00010eac\U00010ec5\U00010efa-\U00010efc\U00011000-\U00011002\U00011038-\U00011045\U00011073-\U00011074'
      || '\U00011080-\U00011082\U000110b0-\U000110c2\U00011100-\U00011102\U00011127-\U00011132\U00011145-\U00011146'
      || '\U00011180-\U00011182\U000111b3-\U000111bf\U000111ce-\U000111cf\U0001122c-\U0001123e\U00011241\U000112df-\U00011303'
      || '\U0001133e-\U00011348\U00011357\U00011362-\U00011363\U000113b8-\U000113cd\U00011435-\U00011445\U000114b0-\U000114c1'
      || '\U000115af-\U000115be\U000115dc-\U000115dd\U00011630-\U00011640\U000116ab-\U000116b5\U0001171d-\U0001172a'
      || '\U0001182c-\U00011838\U00011930-\U0001193c\U00011940\U00011942\U000119d1-\U000119df\U000119e4\U00011a01-\U00011a0a'
      || '\U00011a35-\U00011a39\U00011a3b-\U00011a3e\U00011a51-\U00011a5b\U00011a8a-\U00011a97\U00011b60-\U00011b67'
      || '\U00011c2f-\U00011c3e\U00011c92-\U00011cb6\U00011d31-\U00011d43\U00011d47\U00011d8a-\U00011d96\U00011dd9'
      || '\U00011ef3-\U00011f01\U00011f03\U00011f34-\U00011f40\U0001611e-\U0001612e\U00016b40-\U00016b43\U00016d40-\U00016d42'
      || '\U00016d6b-\U00016d6c\U00016f4f\U00016f51-\U00016ff3\U0001aff0-\U0001affe\U0001bc9e\U0001e000-\U0001e08f'
      || '\U0001e137-\U0001e13d\U0001e4eb\U0001e6e3\U0001e6e6\U0001e6ee-\U0001e6ef\U0001e6f5\U0001e6ff\U0001e947-\U0001e94b'
      || ']', '', 'g'), ''), f.name) as letters) l
    cross join lateral regexp_split_to_table(l.letters, '') letter);
alter table person enable trigger person_keep_former;
alter table person force row level security;
