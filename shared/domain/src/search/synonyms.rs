//! Words that people use for what the directory says otherwise.

/// A folded word, and the folded words of the directory that mean the same; in
/// order of the word.
const MEANS: &[(&str, &[&str])] = &[
    ("aannemen", &["aanwerven", "rekrutering"]),
    ("accounting", &["accountant"]),
    ("advocaat", &["contract", "geschil"]),
    ("agrandir", &["demenager", "locaux"]),
    ("argent", &["financement", "capital", "subside"]),
    ("avocat", &["contrat", "litige"]),
    ("bankrupt", &["bankruptcy"]),
    ("boekhouding", &["boekhouder"]),
    ("bookkeeping", &["accountant"]),
    ("borrow", &["loan"]),
    ("brand", &["trademark"]),
    ("comptabilite", &["comptable"]),
    ("demarrer", &["creer"]),
    ("embaucher", &["recruter", "engager"]),
    ("employe", &["recruter", "engager"]),
    ("employee", &["hire", "hiring"]),
    ("employees", &["hire", "hiring"]),
    ("employes", &["recruter", "engager"]),
    ("emprunter", &["emprunt", "pret"]),
    ("expand", &["growth", "scaling"]),
    ("failliet", &["faillissement"]),
    ("geld", &["financiering", "kapitaal", "lening"]),
    ("groeien", &["groei", "opschalen"]),
    ("huren", &["huur", "huurcontract"]),
    ("immigration", &["visa", "visum"]),
    ("informaticien", &["developpeur"]),
    ("internship", &["intern"]),
    ("invention", &["brevet", "patent"]),
    ("lancer", &["creer"]),
    ("lawyer", &["contract", "dispute"]),
    ("learn", &["training", "course"]),
    ("lenen", &["lening", "krediet"]),
    ("logo", &["marque", "merk", "trademark"]),
    ("louer", &["loyer", "bail"]),
    ("medewerker", &["personeel", "aanwerven"]),
    ("medewerkers", &["personeel", "aanwerven"]),
    ("meet", &["networking", "introduction"]),
    ("money", &["funding", "fund"]),
    ("opstarten", &["oprichten"]),
    ("pand", &["lokaal", "handelspand"]),
    ("partnership", &["partner", "consortium"]),
    ("personnel", &["recruter", "engager"]),
    ("programmer", &["coder", "coding"]),
    ("publicite", &["marketing", "communication"]),
    ("reclame", &["marketing", "communicatie"]),
    ("salarie", &["recruter", "engager"]),
    ("samenwerking", &["partner"]),
    ("sell", &["sales"]),
    ("site", &["website", "web"]),
    ("staff", &["hiring", "recruit"]),
    ("stage", &["stagiaire", "stagiair"]),
    ("starten", &["oprichten"]),
    ("taxe", &["fiscalite", "impot"]),
    ("taxes", &["tax", "fiscalite"]),
    ("trouble", &["difficulty"]),
    ("uitvinding", &["octrooi"]),
    ("vendre", &["vente"]),
    ("verkopen", &["verkoop"]),
];

/// What else a folded word may be called.
pub(super) fn means(word: &str) -> &'static [&'static str] {
    MEANS.binary_search_by(|(known, _)| known.cmp(&word)).map_or(&[], |at| MEANS[at].1)
}

#[cfg(test)]
mod tests {
    use super::{MEANS, means};

    #[test]
    fn the_words_are_in_order_and_each_is_found() {
        assert!(MEANS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(MEANS.iter().all(|(word, others)| means(word) == *others && !others.contains(word)));
    }
}
