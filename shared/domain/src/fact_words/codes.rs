//! Words for the codes of the member model.

/// A name in French, Dutch and English.
type Words = (&'static str, &'static str, &'static str);

/// The words for a code of a fact, where it has any.
pub(super) fn code_words(fact: &str, code: &str) -> Option<Words> {
    match fact {
        "stage" => stage_words(code),
        "rd_intensity" => intensity_words(code),
        "personal_data_processed" => data_words(code),
        "legal_form" => legal_form_words(code),
        "ict_domain" => domain_words(code),
        "funding_sources" => funding_words(code),
        "ip_assets" => ip_words(code),
        "customers_type" => customer_words(code),
        "markets" | "target_markets" => market_words(code),
        "languages" => language_words(code),
        "source" => source_words(code),
        "sector" if code == "ict" => Some(("TIC", "ICT", "ICT")),
        "revenue_bracket" if code == "none" => Some(("aucun", "geen", "none")),
        _ => None,
    }
}

fn language_words(code: &str) -> Option<Words> {
    Some(match code {
        "fr" => ("français", "Frans", "French"),
        "nl" => ("néerlandais", "Nederlands", "Dutch"),
        "en" => ("anglais", "Engels", "English"),
        _ => return None,
    })
}

fn source_words(code: &str) -> Option<Words> {
    Some(match code {
        "host_list" => ("liste du lieu", "lijst van de locatie", "the place's list"),
        "member_form" => ("formulaire du membre", "formulier van het lid", "the member's form"),
        "intake_talk" => ("entretien", "gesprek", "a talk"),
        "public_register" => ("registre public", "openbaar register", "a public register"),
        "coordinator" => ("coordination", "coördinatie", "the coordination"),
        _ => return None,
    })
}

fn stage_words(code: &str) -> Option<Words> {
    Some(match code {
        "idea" => ("idée", "idee", "idea"),
        "pre_launch" => ("avant lancement", "voor de lancering", "pre-launch"),
        "launch" => ("lancement", "lancering", "launch"),
        "early" => ("démarrage", "beginfase", "early"),
        "growth" => ("croissance", "groei", "growth"),
        "scale" => ("changement d'échelle", "opschaling", "scale"),
        _ => return None,
    })
}

fn intensity_words(code: &str) -> Option<Words> {
    Some(match code {
        "none" => ("nulle", "geen", "none"),
        "low" => ("faible", "laag", "low"),
        "medium" => ("moyenne", "gemiddeld", "medium"),
        "high" => ("élevée", "hoog", "high"),
        _ => return None,
    })
}

fn data_words(code: &str) -> Option<Words> {
    Some(match code {
        "none" => ("aucune", "geen", "none"),
        "basic" => ("ordinaires", "gewone", "basic"),
        "sensitive" => ("sensibles", "gevoelige", "sensitive"),
        _ => return None,
    })
}

fn legal_form_words(code: &str) -> Option<Words> {
    Some(match code {
        "project" => ("projet, pas encore de société", "project, nog geen vennootschap", "project, no company yet"),
        "self_employed" => ("indépendant", "zelfstandige", "self-employed"),
        "srl_bv" => ("SRL", "BV", "SRL/BV"),
        "sa_nv" => ("SA", "NV", "SA/NV"),
        "sc_cv" => ("SC", "CV", "SC/CV"),
        "asbl_vzw" => ("ASBL", "vzw", "ASBL/VZW"),
        "foreign_branch" => ("succursale étrangère", "buitenlands bijkantoor", "foreign branch"),
        "other" => ("autre", "andere", "other"),
        _ => return None,
    })
}

fn domain_words(code: &str) -> Option<Words> {
    Some(match code {
        "saas" => ("logiciel en ligne", "software als dienst", "software as a service"),
        "app" => ("application mobile", "mobiele app", "mobile app"),
        "ai_data" => ("IA et données", "AI en data", "AI and data"),
        "iot" => ("internet des objets", "internet der dingen", "internet of things"),
        "vr_xr" => ("réalité virtuelle", "virtuele realiteit", "virtual reality"),
        "fintech" => ("fintech", "fintech", "fintech"),
        "health" => ("santé", "gezondheid", "health"),
        "edtech" => ("éducation", "onderwijs", "education"),
        "games" => ("jeux", "games", "games"),
        "security" => ("sécurité", "beveiliging", "security"),
        "hardware" => ("matériel", "hardware", "hardware"),
        "ecommerce" => ("commerce en ligne", "e-commerce", "e-commerce"),
        "consulting" => ("conseil", "consulting", "consulting"),
        "other" => ("autre", "andere", "other"),
        _ => return None,
    })
}

fn funding_words(code: &str) -> Option<Words> {
    Some(match code {
        "own" => ("fonds propres", "eigen middelen", "own funds"),
        "family" => ("famille", "familie", "family"),
        "grant" => ("subside", "subsidie", "grant"),
        "loan" => ("emprunt", "lening", "loan"),
        "angel" => ("business angel", "business angel", "business angel"),
        "vc" => ("capital-risque", "durfkapitaal", "venture capital"),
        "crowdfunding" => ("financement participatif", "crowdfunding", "crowdfunding"),
        "revenue" => ("revenus", "inkomsten", "revenue"),
        _ => return None,
    })
}

fn ip_words(code: &str) -> Option<Words> {
    Some(match code {
        "none" => ("aucune", "geen", "none"),
        "software" => ("logiciel", "software", "software"),
        "trademark" => ("marque", "merk", "trademark"),
        "patent_filed" => ("brevet déposé", "octrooi aangevraagd", "patent filed"),
        "patent_granted" => ("brevet délivré", "octrooi verleend", "patent granted"),
        "licence_in" => ("licence reçue", "verkregen licentie", "licence received"),
        _ => return None,
    })
}

fn customer_words(code: &str) -> Option<Words> {
    Some(match code {
        "b2b" => ("entreprises", "ondernemingen", "businesses"),
        "b2c" => ("particuliers", "particulieren", "consumers"),
        "b2g" => ("pouvoirs publics", "overheden", "public sector"),
        "none_yet" => ("pas encore de client", "nog geen klant", "no customer yet"),
        _ => return None,
    })
}

fn market_words(code: &str) -> Option<Words> {
    Some(match code {
        "brussels" => ("Bruxelles", "Brussel", "Brussels"),
        "wallonia" => ("Wallonie", "Wallonië", "Wallonia"),
        "flanders" => ("Flandre", "Vlaanderen", "Flanders"),
        "fr" => ("France", "Frankrijk", "France"),
        "nl" => ("Pays-Bas", "Nederland", "Netherlands"),
        "de" => ("Allemagne", "Duitsland", "Germany"),
        "uk" => ("Royaume-Uni", "Verenigd Koninkrijk", "United Kingdom"),
        "other_eu" => ("autre pays de l'UE", "ander EU-land", "other EU country"),
        "us" => ("États-Unis", "Verenigde Staten", "United States"),
        "other" => ("autre pays", "ander land", "other country"),
        _ => return None,
    })
}
