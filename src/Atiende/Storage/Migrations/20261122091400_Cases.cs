using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Atiende.Storage.Migrations;

/// <summary>Cases of all types, their sub-orders, what happened to them, and what keeps them once only.</summary>
[DbContext(typeof(Db)), Migration("20261122091400_Cases")]
public sealed class Cases : RoomMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateCases(migrationBuilder);
        CreateWhatACaseHas(migrationBuilder);
    }

    private void CreateCases(MigrationBuilder m)
    {
        m.CreateTable("Cases", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Id = t.Column<Guid>(),
            Folio = t.Column<string>(maxLength: 60),
            Type = t.Column<string>(maxLength: 60),
            Kind = t.Column<string>(maxLength: 200, nullable: true),
            State = t.Column<string>(maxLength: 60),
            Visited = t.Column<string>(type: Json),
            IsOpen = t.Column<bool>(),
            Title = t.Column<string>(maxLength: 300),
            SearchText = t.Column<string>(maxLength: 2000),
            To = t.Column<string>(maxLength: 60, nullable: true),
            Unit = t.Column<string>(maxLength: 60, nullable: true),
            ParentId = t.Column<Guid>(nullable: true),
            ContactId = t.Column<Guid>(nullable: true),
            InteractionId = t.Column<Guid>(nullable: true),
            RunId = t.Column<Guid>(nullable: true),
            Name = t.Column<string>(maxLength: 60, nullable: true),
            Foreign = t.Column<string>(maxLength: 200, nullable: true),
            Fields = t.Column<string>(type: Json),
            Reiterations = t.Column<int>(),
            OpenedAt = t.Column<DateTimeOffset>(type: Instant),
            ClosedAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            DueAt = t.Column<DateTimeOffset>(type: Instant, nullable: true),
            DueWhy = t.Column<string>(type: Json, nullable: true),
        }, constraints: t => t.PrimaryKey("PK_Cases", x => new { x.OrganizationId, x.Id }));
        m.CreateIndex("IX_Cases_OrganizationId_Folio_Type", "Cases", ["OrganizationId", "Folio", "Type"], unique: true);
        m.CreateIndex("IX_Cases_OrganizationId_RunId_Name", "Cases", ["OrganizationId", "RunId", "Name"], unique: true);
        m.CreateIndex("IX_Cases_OrganizationId_Foreign", "Cases", ["OrganizationId", "Foreign"], unique: true);
        m.CreateIndex("IX_Cases_OrganizationId_ContactId_OpenedAt", "Cases", ["OrganizationId", "ContactId", "OpenedAt"]);
        m.CreateIndex("IX_Cases_OrganizationId_IsOpen_OpenedAt", "Cases", ["OrganizationId", "IsOpen", "OpenedAt"]);
        m.CreateIndex("IX_Cases_OrganizationId_OpenedAt", "Cases", ["OrganizationId", "OpenedAt"]);
        m.CreateIndex("IX_Cases_OrganizationId_ParentId", "Cases", ["OrganizationId", "ParentId"]);
    }

    private void CreateWhatACaseHas(MigrationBuilder m)
    {
        m.CreateTable("SubOrders", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            Number = t.Column<int>(),
            Name = t.Column<string>(maxLength: 200),
            State = t.Column<string>(maxLength: 60),
            Fields = t.Column<string>(type: Json),
        }, constraints: t => t.PrimaryKey("PK_SubOrders", x => new { x.OrganizationId, x.CaseId, x.Number }));

        m.CreateTable("CaseEvents", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            CaseId = t.Column<Guid>(),
            Number = t.Column<int>(),
            At = t.Column<DateTimeOffset>(type: Instant),
            Kind = t.Column<string>(maxLength: 40),
            What = t.Column<string>(type: Json),
            By = t.Column<string>(maxLength: 100),
            InteractionId = t.Column<Guid>(nullable: true),
        }, constraints: t => t.PrimaryKey("PK_CaseEvents", x => new { x.OrganizationId, x.CaseId, x.Number }));
        m.CreateIndex("IX_CaseEvents_OrganizationId_InteractionId", "CaseEvents", ["OrganizationId", "InteractionId"]);
        AppendOnly(m, "CaseEvents");

        m.CreateTable("CaseKeys", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Key = t.Column<string>(maxLength: 200),
            CaseId = t.Column<Guid>(),
        }, constraints: t => t.PrimaryKey("PK_CaseKeys", x => new { x.OrganizationId, x.Key }));

        m.CreateTable("CaseClaims", t => new
        {
            OrganizationId = t.Column<string>(maxLength: 40),
            Type = t.Column<string>(maxLength: 60),
            Field = t.Column<string>(maxLength: 60),
            Value = t.Column<string>(maxLength: 200),
            CaseId = t.Column<Guid>(),
        }, constraints: t => t.PrimaryKey("PK_CaseClaims", x => new { x.OrganizationId, x.Type, x.Field, x.Value }));
        m.CreateIndex("IX_CaseClaims_OrganizationId_CaseId", "CaseClaims", ["OrganizationId", "CaseId"]);
    }
}
