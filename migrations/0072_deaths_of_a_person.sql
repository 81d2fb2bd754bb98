-- That a death by which a case ended was an error waits for a second person.
alter type wait_step add value 'death-error-to-confirm';
