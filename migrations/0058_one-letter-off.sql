-- The words one letter off are made by the program, ten times as fast: src/capabilities/search/rules.ts.
drop function one_letter_off(text);
