//! The office that tests are written in
