using EventSinks.OpenStack;

namespace EventSinks.Zaqar.Connections;

/// <summary>When the certificate files of a cloud were last written: a session that read older ones is not used any more.</summary>
internal readonly record struct CertificateStamp(DateTime Authorities, DateTime ClientCertificate, DateTime ClientKey)
{
    /// <summary>Looks at the files that the settings name.</summary>
    public static CertificateStamp Of(CloudSettings settings) =>
        new(LastWrite(settings.CaCertificateFile), LastWrite(settings.ClientCertificateFile), LastWrite(settings.ClientKeyFile));

    // A missing file has a stamp too; reading it says what is wrong.
    private static DateTime LastWrite(string? path) => string.IsNullOrEmpty(path) ? default : File.GetLastWriteTimeUtc(path);
}
