"""What `./run bench` measures, a part a module: its `measure` prints, writes its page, and returns rows with aims."""
