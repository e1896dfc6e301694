## Which service somebody meant, asked above a row of buttons

meant-or = { $first } or { $last }
meant-one = Did you mean { $names }? Press the button below, and we check it.
meant-several = Did you mean { $names }? Press a button below, and we check that one.
