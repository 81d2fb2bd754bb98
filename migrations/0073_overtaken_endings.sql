-- An end that was announced, where the case ended meanwhile by something else: it is not what ended the case, and nobody undoes that by it.
alter type announced_ending_outcome add value 'overtaken';
