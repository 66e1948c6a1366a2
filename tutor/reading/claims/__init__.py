"""Islands of calculation in a sea of prose: claims."""
