"""Everything a person sees in Discord is built here: values in, `Rendered` out, then drawn."""
