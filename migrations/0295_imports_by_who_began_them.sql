-- What somebody learns of people by imports is added up over the day.
create index bulk_import_by_starter on bulk_import (commissioner_id, started_by, started_at);
