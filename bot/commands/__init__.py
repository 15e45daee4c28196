"""Every command, one file each. `registry.COMMANDS` lists them."""
