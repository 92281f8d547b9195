"""Start-up: settings, addresses, the console command. The only place that knows everybody."""
