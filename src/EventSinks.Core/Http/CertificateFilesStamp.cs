namespace EventSinks.Http;

/// <summary>When the certificate files of some settings were last written: what tells a renewed file from the one that was read.</summary>
internal readonly record struct CertificateFilesStamp(DateTime Authorities, DateTime ClientCertificate, DateTime ClientKey)
{
    public static CertificateFilesStamp Of(SinkHttpSettings settings) =>
        new(LastWrite(settings.CaCertificateFile), LastWrite(settings.ClientCertificateFile), LastWrite(settings.ClientKeyFile));

    // A missing file has a stamp too (the year 1601); reading it says what is wrong.
    private static DateTime LastWrite(string? path) =>
        string.IsNullOrEmpty(path) ? default : CertificateFiles.Explain($"'{path}'", () => File.GetLastWriteTimeUtc(path));
}
