namespace EventSinks.Http;

/// <summary>Settings with the certificates that their files held, and the name that the client factory knows them by. Immutable.</summary>
internal sealed record SinkTransport(string Name, SinkHttpSettings Settings, CertificateFilesStamp Stamp, SinkCertificates Certificates)
{
    public static SinkTransport Open(SinkHttpSettings settings, CertificateFilesStamp stamp) =>
        new(Guid.NewGuid().ToString("N"), settings, stamp, SinkCertificates.Read(settings));
}
