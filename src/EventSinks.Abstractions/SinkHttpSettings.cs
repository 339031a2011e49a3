namespace EventSinks;

/// <summary>The transport of a sink's HTTP requests. Immutable, compared by value.</summary>
public sealed record SinkHttpSettings
{
    /// <summary>
    /// Gets whether the operator himself has said where requests go: in the host's configuration, by a credential that the engine gave, or by
    /// a catalog that he trusts. Never set it where the address comes from a declaration or out of an answer: such a client connects to any
    /// address, also to those that only the host can reach.
    /// </summary>
    /// <value>The default is false: each address is looked at before it is connected to.</value>
    public bool AddressFromOperator { get; init; }

    /// <summary>Gets a PEM file with the authorities that the server's certificate may come from.</summary>
    /// <value>The default is null: the machine's own authorities.</value>
    public string? CaCertificateFile { get; init; }

    /// <summary>Gets a PEM file with the client's certificate.</summary>
    /// <value>The default is null: none is sent.</value>
    public string? ClientCertificateFile { get; init; }

    /// <summary>Gets a PEM file with the client certificate's key.</summary>
    /// <value>The default is null: the key is in <see cref="ClientCertificateFile"/>.</value>
    public string? ClientKeyFile { get; init; }

    /// <summary>Gets whether the server's certificate is verified.</summary>
    /// <value>The default is true.</value>
    public bool VerifyServer { get; init; } = true;

    /// <summary>Gets how long connecting may take.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the most connections to one server; at least 1.</summary>
    /// <value>The default is 4.</value>
    public int MaxConnectionsPerServer { get; init; } = 4;

    /// <summary>Gets the most that the headers of an answer may hold, in KiB; at least 1.</summary>
    /// <value>The default is 64.</value>
    public int MaxResponseHeadersKilobytes { get; init; } = 64;
}
