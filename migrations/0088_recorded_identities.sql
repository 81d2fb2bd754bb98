-- Whoever has been recorded under one name, number or birth is found by it for good: a change of name hides no double. Each of what a record has said of
-- who somebody is, the present too, is kept by itself, to be compared with what another says. More letters are taken for others that look like them. What a
-- name comes to is said in the code; this is the same, once, for the names there are.
create function pg_temp.plain(name text) returns text language sql immutable as $$
  select translate(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(normalize($1, NFKD)), 'ꜳ', 'aa'), 'æ', 'ae'), 'ӕ', 'ae'), 'ꜹ', 'an'), 'ꜻ', 'an'), 'ꜵ', 'ao'), 'ꜷ', 'au'), 'ꜽ', 'au'), 'ꙑ', 'bi'), 'ы', 'bi'), 'ʣ', 'dz'), 'ǁ', 'ii'), 'װ', 'ii'), 'ю', 'io'), 'ʪ', 'is'), 'ʫ', 'iz'), 'ԝ', 'nn'), 'ᴡ', 'nn'), 'ω', 'nn'), 'ɯ', 'nn'), 'ѡ', 'nn'), 'ա', 'nn'), '𑜊', 'nn'), '𑜎', 'nn'), '𑜏', 'nn'), 'ꮃ', 'nn'), 'ꓪ', 'nn'), 'ѽ', 'nn'), '𑓅', 'nn'), 'ꝡ', 'nn'), 'ꮤ', 'nn'), '🅦', 'nn'), '🆆', 'nn'), 'w', 'nn'), 'œ', 'oe'), 'ꝏ', 'oo'), 'ꚙ', 'oo'), 'м', 'rn'), 'μ', 'rn'), 'ᴍ', 'rn'), 'ʍ', 'rn'), 'ᗰ', 'rn'), 'ᛖ', 'rn'), 'ꓟ', 'rn'), '𐊰', 'rn'), '𐌑', 'rn'), '𑜀', 'rn'), 'ɱ', 'rn'), 'ᵯ', 'rn'), 'ϻ', 'rn'), 'ⲙ', 'rn'), 'ꮇ', 'rn'), 'ӎ', 'rn'), '🅜', 'rn'), '🅼', 'rn'), 'm', 'rn'), 'ß', 'ss'), 'ꜩ', 't3'), 'ꝷ', 'tf'), 'þ', 'tn'), 'ʦ', 'ts'), 'ᵫ', 'ue'), 'ꭣ', 'uo'),
      'ƨƻϩᒿꙅꛯꝛȝɜʒзҙӡⳍꝫ𑣊𖼻ҹᔯᔰꮞ𑣏𑣛бⳓꮾ𑣕𐓺𑣆ȣ𐌚ⳋꝯ𑣌𑣖ɑαаᗅᴀꓮꭺ𐊠𖽀🅐🅰ƀƃƅɓʙβвъьѣҍᏼᑲᑳᑾᑿᒀᒁᒈᖯᗷꓐꞵꮟ𐊂𐊡𐌁🅑🅱ƈȼςсҫᴄⲥꓚꮯ𐊢𐌂𐐽𐔜🅒🅲ðđƌɖɗԁᑯᑺᑻᒇᗞᗪᴅꓒꓓꭰꮷ🅓🅳ɇəεеєҽҿᴇⴹꓰꬲꭼ𐊆𑣎🅔🅴ƒϝքᖴᵮẝꓝꜰꞙꬵ𐊇𐊥𐔥𑣂🅕🅵ƍǥɠɡɢԍցᏻᶃꓖꮐ🅖🅶ıłƚǀɨɩɪɫɭʟιіӏוןױاٳߊᒪᒶᒷᛁᵻᵼⲓⳑⵏꓡꓲꙇꭵꮮ𐊊𐌉𐑃𐔦𑣃𑣒𖼖𖼨🅘🅛🅸🅻l1ȷɉʝϳјᒍᒘᒙᴊꓙꭻ🅙🅹ƙκкқҟᛕᴋⱪⲕꓗꝁꮶ𐔘🅚🅺ħŋƞɦɲɳɴʋʜηνилнпђћѵңһӈӊհոռטᏺᐯᐺᐻᕼᴠᵰⱨⲏⲛⴸꓠꓦꓧꚕꛟꮋꮒꮩ𐋏𐔓𐔝𑜆𑣀𖼈🅗🅝🅥🅷🅽🆅hvøɵθοσоѳөօסهھہەۿଠഠတဝჿዐᴏᴑⲟⴱⵁⵔ〇ꓳꝋꬽꬾꭴꮎꮻ𐊒𐊫𐐬𐓪𐔖𑣈𑣗🅞🅾0ƥρрᑭᑶᑷᒆᴘᵽⲣꓑꮲ𐊕🅟🅿ʠԛգզⵕ🅠🆀ɍɼɽʀгґғᖇᴦᵲⲅꓣꭇꭈꭱꮁꮢ𐓜𖼵🅡🆁ƽʂʃѕտᵴꓢꜱꮥꮪ𐊖𐑈𑣁𖼺🅢🆂ŧƭʈτтҭᴛᵵⱦⲧꓔꭲ𐊗𐊱𐌕𖼊🅣🆃ƴɏɣʉʏγυуүұսყሀᑌᑗᑘᑧᴜᵾᶌỿⲩꓬꓴꞟꭎꭒꭚꭹꮍꮜ𐊲𐓶𑣘𑣜𖽂𖽃🅤🅨🆄🆈yχхҳᕁᕽᚷⲭⵝꓫꭓ𐊐𐊴𐌗𐔧🅧🆇ƶȥʐζᴢᵶꓜꮓ𑣄𑣉🅩🆉',
      '22222223333333333444445666677889999aaaaaaaaaaabbbbbbbbbbbbbbbbbbbbbbbbbbbbbccoccccccccccccdddddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffgggggggggggggiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiijjjjjjjjjjjjjkkkkkkkkkkkkkkknnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnooooooooooooooooooooooooooooooooooooooooooooopppppppppppppppqqqqqqqrrrrrrrrrrrrrrrrrrrrrssssssssssssssssttttttttttttttttttuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuxxxxxxxxxxxxxxxxzzzzzzzzzzzz')
$$;
create function pg_temp.letters_of(given_name text, family_name text) returns text language sql as $$
  select left(coalesce(string_agg(letter, '' order by letter collate "C"), ''), 300)
    from (select pg_temp.plain(coalesce(given_name, '') || coalesce(family_name, '')) as name) f
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
    cross join lateral regexp_split_to_table(l.letters, '') letter
$$;
alter table person no force row level security;
alter table person disable trigger person_keep_former;
update person set name_letters = pg_temp.letters_of(given_name, family_name);
alter table person enable trigger person_keep_former;

create table recorded_identity (
  commissioner_id uuid not null references commissioner,
  person_id uuid not null,
  version integer not null,
  nhs_number character(10),
  given_name text,
  family_name text,
  name_letters text not null,
  born_on text not null,
  recorded_at timestamptz not null,
  primary key (commissioner_id, person_id, version),
  constraint recorded_identity_of_person foreign key (commissioner_id, person_id) references person (commissioner_id, person_id) on delete cascade
);
create index recorded_identity_by_letters on recorded_identity (commissioner_id, name_letters);
create index recorded_identity_by_number on recorded_identity (commissioner_id, nhs_number) where nhs_number is not null;
drop index person_by_letters;

alter table person_history no force row level security;
-- What a record said in an earlier version is what changed first after it, or what it says now.
insert into recorded_identity
  select w.commissioner_id, w.person_id, w.version, w.nhs_number, w.given_name, w.family_name, w.name_letters, w.born_on, w.recorded_at
  from (
    select s.commissioner_id, s.person_id, s.version, s.said ->> 'nhs_number' as nhs_number, s.said ->> 'given_name' as given_name,
      s.said ->> 'family_name' as family_name, s.said ->> 'name_letters' as name_letters, s.said ->> 'born_on' as born_on, s.recorded_at,
      row_number() over (partition by s.commissioner_id, s.person_id, s.said order by s.version) as nth
    from (
      select p.commissioner_id, p.person_id, v.version, v.recorded_at, (
        select jsonb_object_agg(f.key, coalesce((select h.former::jsonb -> f.key from person_history h
            where h.commissioner_id = p.commissioner_id and h.person_id = p.person_id and h.version >= v.version and h.former::jsonb ? f.key
            order by h.version limit 1), f.value))
          from jsonb_each(to_jsonb(p)) f where f.key in ('nhs_number', 'given_name', 'family_name', 'name_letters', 'born_on')) as said
      from person p cross join lateral (
        select p.version, coalesce(max(h.changed_at), p.registered_at) as recorded_at from person_history h
          where h.commissioner_id = p.commissioner_id and h.person_id = p.person_id
        union all select h.version, coalesce((select max(e.changed_at) from person_history e where e.commissioner_id = p.commissioner_id
            and e.person_id = p.person_id and e.version < h.version), p.registered_at)
          from person_history h where h.commissioner_id = p.commissioner_id and h.person_id = p.person_id
            and h.former::jsonb ?| array['nhs_number', 'given_name', 'family_name', 'born_on']) v) s) w
  where w.nth = 1;
update recorded_identity set name_letters = pg_temp.letters_of(given_name, family_name);

-- Who is alike by that, and was not before, is looked at as if they were registered now.
alter table likely_double no force row level security;
insert into likely_double (commissioner_id, likely_double_id, first_person_id, second_person_id, likeness, found_at)
  select a.commissioner_id, encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
      placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
    p.person_id, q.person_id, min(case when a.nhs_number = b.nhs_number then 'nhs-number' else 'names-and-birth' end::likeness), now()
  from recorded_identity a join recorded_identity b on b.commissioner_id = a.commissioner_id and b.person_id <> a.person_id
    and (b.nhs_number = a.nhs_number or b.name_letters = a.name_letters and (starts_with(b.born_on, a.born_on) or starts_with(a.born_on, b.born_on))
      and (a.nhs_number is null or b.nhs_number is null))
  join person r on r.commissioner_id = a.commissioner_id and r.person_id = a.person_id
  join person s on s.commissioner_id = b.commissioner_id and s.person_id = b.person_id
  cross join lateral (select coalesce(r.joined_into, r.person_id) as person_id) p
  cross join lateral (select coalesce(s.joined_into, s.person_id) as person_id) q
  where p.person_id < q.person_id group by a.commissioner_id, p.person_id, q.person_id
  on conflict do nothing;
alter table likely_double force row level security;
alter table person force row level security;
alter table person_history force row level security;

create function person_keep_identity() returns trigger language plpgsql set search_path to pg_catalog, public, pg_temp as $$
begin
  insert into recorded_identity (commissioner_id, person_id, version, nhs_number, given_name, family_name, name_letters, born_on, recorded_at)
    values (new.commissioner_id, new.person_id, new.version, new.nhs_number, new.given_name, new.family_name, new.name_letters, new.born_on,
      coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()));
  return null;
end $$;
create trigger person_keep_identity_registered after insert on person for each row execute function person_keep_identity();
create trigger person_keep_identity_changed after update on person for each row
  when ((old.nhs_number, old.given_name, old.family_name, old.born_on) is distinct from (new.nhs_number, new.given_name, new.family_name, new.born_on))
  execute function person_keep_identity();

alter table recorded_identity enable row level security;
alter table recorded_identity force row level security;
create policy tenant on recorded_identity using (commissioner_id = current_commissioner()) with check (commissioner_id = current_commissioner());
grant insert, select on recorded_identity to recovery_budgets_app;
