//! The clients of AWS's services, made once before a program serves.
//!
//! What a default client does at its start was most of a cold start: it reads
//! every root certificate of the machine (some 140) and builds the chain of
//! places where credentials may be. Here both are known: a Lambda program's
//! credentials are in its environment, and AWS's services answer under five
//! roots that are built in. `AWS_CA_BUNDLE` names a file to trust instead, and
//! `AWS_ENDPOINT_URL_DYNAMODB` and `AWS_ENDPOINT_URL_SESV2` other addresses.

use anyhow::Context as _;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, HttpClient, Region, RuntimeComponents, SharedHttpClient};
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_runtime_api::client::http::{HttpConnectorSettings, SharedHttpConnector};

use crate::settings::{optional, required};

const AMAZON_ROOTS: &[u8] = include_bytes!("../roots/amazon.pem");

/// What the clients of one program share.
pub struct Aws {
    region: Region,
    credentials: Credentials,
    http: SharedHttpClient,
}

impl Aws {
    /// Reads region and credentials from the environment.
    pub fn from_env() -> anyhow::Result<Self> {
        let region = Region::new(required("AWS_REGION")?);
        let credentials = Credentials::new(
            required("AWS_ACCESS_KEY_ID")?,
            required("AWS_SECRET_ACCESS_KEY")?,
            optional("AWS_SESSION_TOKEN"),
            None,
            "environment",
        );
        let roots = match optional("AWS_CA_BUNDLE") {
            Some(path) => std::fs::read(&path).with_context(|| format!("AWS_CA_BUNDLE: {path} can't be read"))?,
            None => AMAZON_ROOTS.to_vec(),
        };
        let trust = TrustStore::empty().with_native_roots(false).with_pem_certificate(roots);
        let tls = TlsContext::builder().with_trust_store(trust).build().context("the TLS settings")?;
        let http = Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).tls_context(tls).build_https();
        Ok(Self { region, credentials, http: SharedHttpClient::new(OnFirstCall(http)) })
    }

    /// DynamoDB.
    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        let mut config = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(self.region.clone())
            .credentials_provider(self.credentials.clone())
            .http_client(self.http.clone());
        config.set_endpoint_url(optional("AWS_ENDPOINT_URL_DYNAMODB"));
        aws_sdk_dynamodb::Client::from_conf(config.build())
    }

    /// SES.
    pub fn ses(&self) -> aws_sdk_sesv2::Client {
        let mut config = aws_sdk_sesv2::Config::builder()
            .behavior_version(aws_sdk_sesv2::config::BehaviorVersion::latest())
            .region(self.region.clone())
            .credentials_provider(self.credentials.clone())
            .http_client(self.http.clone());
        config.set_endpoint_url(optional("AWS_ENDPOINT_URL_SESV2"));
        aws_sdk_sesv2::Client::from_conf(config.build())
    }
}

/// Makes its connector at the first call. The SDK's own client makes one when
/// it is checked, throws it away, and makes another at the first call.
#[derive(Debug)]
struct OnFirstCall(SharedHttpClient);

impl HttpClient for OnFirstCall {
    fn http_connector(&self, settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
        self.0.http_connector(settings, components)
    }
}
