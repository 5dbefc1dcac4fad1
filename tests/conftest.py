"""What holds for the whole suite."""

from hypothesis import settings

# the time of a call says nothing on a busy machine, and a first call loads libraries
settings.register_profile("luodi", deadline=None)
settings.load_profile("luodi")
