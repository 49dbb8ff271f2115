"""How is the site made? The stage, the compiler, and the way from data to a site put in place in one step."""
