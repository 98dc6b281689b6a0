//! The schedule, entered by its router. One program, so that it is linked once.

mod adviser_calendar;
mod advisers;
mod api;
mod booked;
mod booking_pages;
mod bookings;
mod calendar_programs;
mod changes;
mod clashes;
mod common;
mod console;
mod console_changes;
mod day;
mod feeds;
mod held;
mod meanwhile;
mod near_and_screens;
mod nearest;
mod pages;
mod queue;
mod race;
mod rota;
mod rota_year;
mod same_key;
mod series;
mod week;
