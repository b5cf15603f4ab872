//! Tests of the whole program, one module per topic.

mod cli;
mod crash;
mod dates;
mod env;
mod formats;
mod gold;
mod golden;
mod index_model;
mod library;
mod mishaps;
mod modules;
mod pages;
mod properties;
mod relevance;
mod sentences;
mod streams;
mod tags;
