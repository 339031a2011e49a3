using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EventSinks.Tool.Plugins.Inspection;

/// <summary>
/// Refuses assemblies whose metadata goes in circles or is nested without end: reflection trusts that no compiler writes such, and would
/// run out of its stack, which ends the process.
/// </summary>
internal static class MetadataFitness
{
    private const int MaxDepth = 100;
    private const int MaxSignature = 4 * 1024;
    private const int MaxAttribute = 64 * 1024;

    /// <summary>Checks an assembly.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="InvalidDataException">It is not fit.</exception>
    public static void Check(string path)
    {
        // What says that it is empty is not opened: it may be a pipe to which nobody ever writes.
        if (new FileInfo(path).Length == 0)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is empty");
        }

        using var file = new PEReader(File.OpenRead(path));
        if (!file.HasMetadata)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is no .NET assembly");
        }

        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.TypeDefinitions)
        {
            CheckDepth(handle, type => metadata.GetTypeDefinition((TypeDefinitionHandle)type).GetDeclaringType());
            CheckDepth(handle, type => BaseOf(metadata, (TypeDefinitionHandle)type));
        }

        foreach (var handle in metadata.TypeReferences)
        {
            CheckDepth(handle, type => Within(metadata.GetTypeReference((TypeReferenceHandle)type).ResolutionScope, HandleKind.TypeReference));
        }

        foreach (var handle in metadata.ExportedTypes)
        {
            CheckDepth(handle, type => Within(metadata.GetExportedType((ExportedTypeHandle)type).Implementation, HandleKind.ExportedType));
        }

        CheckSizes(metadata);
        CheckSpecifications(metadata);
    }

    private static EntityHandle Within(EntityHandle owner, HandleKind kind) => owner.Kind == kind ? owner : default;

    private static void CheckDepth(EntityHandle type, Func<EntityHandle, EntityHandle> next)
    {
        for (var depth = 0; !type.IsNil; depth++)
        {
            if (depth > MaxDepth)
            {
                throw new InvalidDataException("a type is nested in itself or derives from itself");
            }

            type = next(type);
        }
    }

    // Derived from a generic type of the same assembly too.
    private static TypeDefinitionHandle BaseOf(MetadataReader metadata, TypeDefinitionHandle type) =>
        DefinitionOf(metadata, metadata.GetTypeDefinition(type).BaseType);

    private static TypeDefinitionHandle DefinitionOf(MetadataReader metadata, EntityHandle type)
    {
        if (type.Kind is HandleKind.TypeSpecification && !type.IsNil)
        {
            var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
            if (blob.RemainingBytes < 3 || blob.ReadByte() != (byte)SignatureTypeCode.GenericTypeInstance)
            {
                return default;
            }

            blob.ReadByte();
            type = blob.ReadTypeHandle();
        }

        return type.Kind is HandleKind.TypeDefinition ? (TypeDefinitionHandle)type : default;
    }

    // After the sizes: what is decoded is small.
    private static void CheckSpecifications(MetadataReader metadata)
    {
        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            if (metadata.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).DecodeSignature(SpecificationRings.Instance, genericContext: false))
            {
                throw new InvalidDataException("the specification of a type is made of another specification, which no compiler writes");
            }
        }
    }

    private static void CheckSizes(MetadataReader metadata)
    {
        CheckSizes(metadata, metadata.PropertyDefinitions.Select(handle => metadata.GetPropertyDefinition(handle).Signature), MaxSignature);
        CheckSizes(metadata, metadata.FieldDefinitions.Select(handle => metadata.GetFieldDefinition(handle).Signature), MaxSignature);
        CheckSizes(metadata, metadata.MethodDefinitions.Select(handle => metadata.GetMethodDefinition(handle).Signature), MaxSignature);
        CheckSizes(metadata, metadata.MemberReferences.Select(handle => metadata.GetMemberReference(handle).Signature), MaxSignature);
        CheckSizes(metadata, Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.TypeSpec))
            .Select(row => metadata.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).Signature), MaxSignature);
        CheckSizes(metadata, metadata.CustomAttributes.Select(handle => metadata.GetCustomAttribute(handle).Value), MaxAttribute);
    }

    private static void CheckSizes(MetadataReader metadata, IEnumerable<BlobHandle> blobs, int most)
    {
        if (blobs.FirstOrDefault(blob => metadata.GetBlobReader(blob).Length > most) is { IsNil: false })
        {
            throw new InvalidDataException($"a signature or an attribute has more than {most} bytes");
        }
    }
}
