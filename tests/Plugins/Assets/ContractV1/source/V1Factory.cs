using EventSinks;

namespace ContractV1;

/// <summary>A sink type whose sink takes batches, and which uses all that a factory may.</summary>
[ExportEventSink("contract-v1")]
public sealed class V1Factory(ISinkHttp http, IStackCredentials credentials) : EventSinkFactory<V1Options>
{
    public static readonly SinkHttpSettings Transport = new()
    {
        CaCertificateFile = "ca.pem",
        ClientCertificateFile = "client.pem",
        ClientKeyFile = "client.key",
        VerifyServer = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        MaxConnectionsPerServer = 2,
        MaxResponseHeadersKilobytes = 16,
    };

    protected override SinkDestination Describe(V1Options options) => new(options.Room, "v1.example.org:443", options.Until);

    protected override void Check(V1Options options, OptionsCheck check)
    {
        if (options.Size < 5)
        {
            check.Warn(nameof(options.Size), $"size {options.Size} is small");
        }

        if (options.Room == "nowhere")
        {
            check.Error(nameof(options.Room), $"room nowhere is none, after {string.Join(", ", check.Findings.Select(finding => $"{finding.Option} {finding.Message} {finding.IsError}"))}");
        }
    }

    protected override IEventSink Create(V1Options options, SinkContext context) =>
        new V1Sink(http.GetClient(Transport), credentials, options, context);
}
