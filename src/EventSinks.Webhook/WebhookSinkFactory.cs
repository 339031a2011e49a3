using EventSinks.Webhook.Requests;
using EventSinks.Webhook.Signing;
using Microsoft.Extensions.Configuration;

namespace EventSinks.Webhook;

/// <summary>Makes sinks of type <c>webhook</c>: events are posted to a URL of the user's. Thread-safe.</summary>
[ExportEventSink("webhook")]
public sealed class WebhookSinkFactory : EventSinkFactory<WebhookOptions>
{
    // Of one host, over all tenants: what each may have in flight is limited by the host, and must not be once more by its slowest neighbour.
    private const int MaxConnectionsPerServer = 256;

    private readonly ISinkHttp _http;
    private readonly SinkHttpSettings _transport;
    private readonly bool _allowsHttp;

    /// <summary>Makes the factory.</summary>
    /// <param name="http">Gives the HTTP clients. Addresses are users', so these clients are guarded.</param>
    /// <param name="configuration">
    /// The sink type's own section. Key <c>allow_http</c>: whether URLs may have http to any host (false unless set). Key <c>cacert</c>: a PEM
    /// file with the authorities of receivers' certificates, which then count instead of the machine's.
    /// </param>
    /// <exception cref="ArgumentException"><c>allow_http</c> is neither true nor false.</exception>
    public WebhookSinkFactory(ISinkHttp http, IConfigurationSection configuration)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(configuration);
        _http = http;
        _transport = new SinkHttpSettings
        {
            CaCertificateFile = configuration["cacert"] is { Length: > 0 } file ? file : null,
            MaxConnectionsPerServer = MaxConnectionsPerServer,
        };
        _allowsHttp = configuration["allow_http"] is { Length: > 0 } text && (bool.TryParse(text, out var allows)
            ? allows
            : throw new ArgumentException($"allow_http in the section webhook is true or false, but is '{text}'.", nameof(configuration)));
    }

    /// <inheritdoc />
    protected override SinkDestination Describe(WebhookOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var url = Read(options);
        return new(WebhookUrl.IdentityOf(url), WebhookUrl.EndpointOf(url));
    }

    /// <inheritdoc />
    protected override void Check(WebhookOptions options, OptionsCheck check)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(check);
        if (!WebhookUrl.TryRead(options.Url, _allowsHttp, out var url, out var fault))
        {
            check.Error(nameof(options.Url), fault);
        }
        else if (!_http.MayConnect(url))
        {
            check.Error(nameof(options.Url), $"url's host is '{url.IdnHost}', an address that sinks may not connect to; the operator can allow it");
        }

        if (options.Secrets is { Count: 0 or > WebhookOptions.MaxSecrets })
        {
            check.Error(nameof(options.Secrets), $"secrets are 1 to {WebhookOptions.MaxSecrets}, but there are {options.Secrets.Count}; leave the key out to sign nothing");
        }
        else if (options.Secrets?.Select(static each => SigningSecret.TryRead(each, out _, out var wrong) ? null : wrong).FirstOrDefault(static each => each is not null) is { } wrong)
        {
            check.Error(nameof(options.Secrets), $"secrets cannot be used: {wrong}");
        }

        if (options.Headers is { } headers && WebhookHeaders.FindFault(headers) is { } header)
        {
            check.Error(nameof(options.Headers), header);
        }
    }

    /// <inheritdoc />
    protected override IEventSink Create(WebhookOptions options, SinkContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        byte[][] keys = [.. (options.Secrets ?? []).Select(ReadSecret)];
        var receiver = new Receiver(Read(options), keys, WebhookHeaders.Read(options.Headers), () => _http.GetClient(_transport), context.Clock);
        return new WebhookSink(receiver, options.Batch);
    }

    private static byte[] ReadSecret(string secret) =>
        SigningSecret.TryRead(secret, out var key, out var fault) ? key : throw new ArgumentException(fault, nameof(secret));

    private Uri Read(WebhookOptions options) =>
        WebhookUrl.TryRead(options.Url, _allowsHttp, out var url, out var fault) ? url : throw new ArgumentException(fault, nameof(options));
}
