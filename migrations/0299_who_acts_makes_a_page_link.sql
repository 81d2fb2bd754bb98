-- Whoever acts or speaks for a person opens the person's pages by a link of their own.
alter type page_link_maker add value 'representative';
alter type page_link_maker add value 'advocate';
