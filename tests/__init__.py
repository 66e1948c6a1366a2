"""The tests; their helpers are imported as tests.ROOM.MODULE, whatever they are run from."""
