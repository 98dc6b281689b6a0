//! Reads a struct from the fields of a form or a query. Unlike
//! `serde_urlencoded`, a repeated name makes a list, an empty value is an
//! absent one, and a ticked box is `true`. Where a form repeats the name of one
//! value the last counts; a query may not.

use std::collections::HashMap;
use std::vec::IntoIter;

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// The fields of one form, grouped by name.
pub(super) struct FieldsDeserializer(Vec<(String, Values)>);

impl FieldsDeserializer {
    pub(super) fn of_form<'a>(pairs: impl IntoIterator<Item = &'a (String, String)>) -> Self {
        Self::of(pairs, false)
    }

    pub(super) fn of_query<'a>(pairs: impl IntoIterator<Item = &'a (String, String)>) -> Self {
        Self::of(pairs, true)
    }

    fn of<'a>(pairs: impl IntoIterator<Item = &'a (String, String)>, once: bool) -> Self {
        let mut groups: Vec<(String, Values)> = Vec::new();
        // Names are looked up, not searched for: a body of tens of thousands
        // of names must not cost its square.
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (name, value) in pairs {
            let place = *places.entry(name).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((_, values)) => values.all.push(value.clone()),
                None => groups.push((name.clone(), Values { all: vec![value.clone()], once })),
            }
        }
        Self(groups)
    }

    /// An empty field was not filled in: a default or `None` stands for it. One
    /// that is not among the `known` is left for the struct to refuse.
    fn filled(self, known: Option<&[&str]>) -> impl Iterator<Item = (String, Values)> {
        let is_known = move |name: &str| known.is_none_or(|known| known.contains(&name));
        self.0
            .into_iter()
            .filter(move |(name, values)| values.all.iter().any(|value| !value.is_empty()) || !is_known(name))
    }
}

impl<'de> Deserializer<'de> for FieldsDeserializer {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(MapDeserializer::new(self.filled(None)))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(MapDeserializer::new(self.filled(Some(fields))))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The values sent under one name.
struct Values {
    all: Vec<String>,
    /// Whether one value is sent once.
    once: bool,
}

impl Values {
    fn last(&mut self) -> Result<String, Error> {
        if self.once && self.all.len() > 1 {
            return Err(Error::custom("repeated parameter"));
        }
        Ok(self.all.pop().unwrap_or_default())
    }
}

impl IntoDeserializer<'_, Error> for Values {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! numbers {
    ($($method:ident => $visit:ident: $number:ty;)*) => {$(
        fn $method<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
            let text = self.last()?;
            let number = text.replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".").parse::<$number>();
            visitor.$visit(number.map_err(|_| Error::custom(concat!("invalid type: text, expected ", stringify!($number))))?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Values {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.last()?)
    }

    fn deserialize_bool<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Error> {
        match self.last()?.as_str() {
            "on" | "true" | "1" | "yes" => visitor.visit_bool(true),
            "off" | "false" | "0" | "no" => visitor.visit_bool(false),
            _ => Err(Error::custom("invalid type: text, expected a boolean")),
        }
    }

    numbers! {
        deserialize_i8 => visit_i8: i8;
        deserialize_i16 => visit_i16: i16;
        deserialize_i32 => visit_i32: i32;
        deserialize_i64 => visit_i64: i64;
        deserialize_u8 => visit_u8: u8;
        deserialize_u16 => visit_u16: u16;
        deserialize_u32 => visit_u32: u32;
        deserialize_u64 => visit_u64: u64;
        deserialize_f32 => visit_f32: f32;
        deserialize_f64 => visit_f64: f64;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let values: IntoIter<String> = self.all.into_iter();
        visitor.visit_seq(SeqDeserializer::new(values.filter(|value| !value.is_empty())))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.last()?.into_deserializer())
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier ignored_any
    }
}
