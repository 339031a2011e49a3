namespace EventSinks;

/// <summary>
/// A sink's client was to connect to an address that sinks may not connect to. <see cref="HttpClient"/> wraps it in an
/// <see cref="HttpRequestException"/>; <see cref="DeliveryResult.FromHttpError"/> finds it there.
/// </summary>
public sealed class AddressRefusedException : IOException
{
    /// <summary>Makes the exception. Its message names the host as it was asked for, and no address that a name led to.</summary>
    /// <param name="host">The host of the URL.</param>
    /// <param name="isAddress">Whether the host is an address itself, rather than a name.</param>
    public AddressRefusedException(string host, bool isAddress)
        : base(isAddress
            ? $"'{host}' is an address that sinks may not connect to; the operator can allow it"
            : $"the name '{host}' leads to no address that sinks may connect to; the operator can allow one")
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        Host = host;
        IsAddress = isAddress;
    }

    /// <summary>Gets the host, as in the URL.</summary>
    public string Host { get; }

    /// <summary>Gets whether the host is an address itself: then nothing changes until the URL does. A name may yet lead elsewhere.</summary>
    public bool IsAddress { get; }
}
